package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Acknowledged events that are not in the lake yet are never passed over in silence. */
class WaitingEventsIT {
  private static final String TABLE = "tables/diary/notes.yaml";
  private static final Beacon NOTES =
      new Beacon(
          "diary", "notes", "note_id", Map.of("text", "x", "written_at", "2024-02-29 12:00:00"));
  private static final List<String> IDS =
      List.of("0199aa00-0000-7000-8000-000000000001", "0199aa00-0000-7000-8000-000000000002");

  @TempDir Path folder;

  @Test
  void afterAKillTheEventsOfATableThatIsGoneAreTold() throws IOException {
    Home home = Home.shipped(folder).table("diary/notes", "notes.yaml");
    String definition = Files.readString(home.path().resolve(TABLE));
    try (LocalProcess warehouse = LocalProcess.up(home.path(), folder.resolve("data"))) {
      warehouse.post(Beacon.IMPRESSIONS, Beacon.IMPRESSIONS.event(IDS.getFirst()));
      assertThat(warehouse.post(NOTES.path(), NOTES.body(IDS)).statusCode()).isEqualTo(200);
      warehouse.kill();
    }
    Files.delete(home.path().resolve(TABLE));

    LocalProcess.Ended flush = run(home, "flush");
    assertThat(flush.code()).isEqualTo(1);
    assertThat(flush.err()).contains("diary.notes (0 files, 2 events wait)", "--tables");
    LocalProcess.Ended status = run(home, "status", "--format", "json");
    assertThat(status.code()).isEqualTo(1);
    assertThat(LocalProcess.json(status.out()).at("/0/unknown_tables"))
        .hasToString("{\"diary.notes\":{\"files\":0,\"waiting_events\":2}}");
    assertThat(run(home, "sql", "--format", "csv", "select count(*) from advertising.impressions"))
        .as("what is known is filed")
        .extracting(LocalProcess.Ended::out)
        .asString()
        .endsWith("\n1\n");

    home.write(TABLE, definition);
    assertThat(run(home, "flush").code()).isZero();
    assertThat(run(home, "status").code()).isZero();
    assertThat(run(home, "sql", "--format", "csv", "select note_id from diary.notes").out())
        .contains(IDS);
  }

  private LocalProcess.Ended run(Home home, String command, String... arguments) {
    List<String> words = new java.util.ArrayList<>(List.of(command, "--data"));
    words.add(folder.resolve("data").toString());
    words.addAll(List.of(arguments));
    return LocalProcess.run(home.path(), words.toArray(String[]::new));
  }
}
