package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that only reads a data folder changes nothing in it, and reads the right tables. */
class ReadingIT {
  private static final Beacon NOTES =
      new Beacon(
          "diary", "notes", "note_id", Map.of("text", "x", "written_at", "2024-02-29 12:00:00"));
  private static final List<String> FIRST = List.of("0199aa00-0000-7000-8000-000000000001");
  private static final List<String> SECOND = List.of("0199aa00-0000-7000-8000-000000000002");
  private static final String COUNT = "select count(*) as n from diary.notes";

  @TempDir Path folder;

  private Home diary = new Home(Path.of(""));
  private Home shop = new Home(Path.of(""));

  /** One event is filed, another waits when the process is killed. */
  @BeforeEach
  void aWarehouseThatWasKilled() {
    diary = Home.empty(folder.resolve("diary")).table("diary/notes", "notes.yaml");
    shop = Home.empty(folder.resolve("shop")).table("shop/orders", "orders.yaml");
    try (LocalProcess warehouse = LocalProcess.up(diary.path(), data())) {
      warehouse.post(NOTES.path(), NOTES.body(FIRST));
      assertThat(warehouse.post("/api/flush", "{}").statusCode()).isEqualTo(200);
      warehouse.post(NOTES.path(), NOTES.body(SECOND));
      warehouse.kill();
    }
  }

  private Path data() {
    return folder.resolve("data");
  }

  @Test
  void fromAnotherWorkingCopyItReadsTheTablesOfTheFolderAndLeavesItAsItIs() throws IOException {
    FolderState before = FolderState.of(data());

    assertThat(run("tables").out()).contains("diary.notes").doesNotContain("shop.orders");
    assertThat(run("partitions").out()).contains("diary.notes").doesNotContain("shop.orders");
    assertThat(run("quarantine", "list").code()).isZero();
    assertThat(run("curate", "list").code()).isZero();
    assertThat(run("curate", "history").code()).isZero();
    assertThat(run("status", "--format", "json").out()).contains("\"backlog_events\":1");
    LocalProcess.Ended sql = run("sql", "--format", "csv", COUNT);
    assertThat(sql.out()).isEqualTo("n\n1\n");
    assertThat(sql.err()).contains("1 acknowledged events are not filed", "./pharos flush --data");

    assertThat(FolderState.of(data())).isEqualTo(before);
  }

  @Test
  void besideAWarehouseWithAnotherFolderTheDefaultOneIsNotMeant() throws IOException {
    try (LocalProcess other = LocalProcess.up(diary.path(), folder.resolve("other"))) {
      for (String command : List.of("tables", "flush")) {
        LocalProcess.Ended ended = LocalProcess.runIn(folder, diary.path(), command);

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
            .contains(other.url() + "", "--data " + folder.resolve("other").toRealPath())
            .contains("--data data");
      }
      assertThat(LocalProcess.runIn(folder, diary.path(), "tables", "--data", "data").code())
          .isZero();
      assertThat(LocalProcess.runIn(folder, shop.path(), "tables").code())
          .as("a warehouse of another working copy says nothing of it")
          .isZero();
      assertThat(other.stop()).isZero();
    }
    assertThat(LocalProcess.runIn(folder, diary.path(), "tables").out()).contains("diary.notes");
  }

  @Test
  void flushFilesWhatWaits() {
    LocalProcess.Ended flush = run("flush");

    assertThat(flush.code()).as(flush.err()).isZero();
    assertThat(run("sql", "--format", "csv", COUNT))
        .isEqualTo(new LocalProcess.Ended(0, "n\n2\n", ""));
  }

  @Test
  void aFolderThatNoWarehouseHasMadeIsRefusedAndLeftAsItIs() throws IOException {
    FolderState before = FolderState.of(data());
    for (List<String> command :
        List.of(List.of("sql", COUNT), List.of("flush"), List.of("status"))) {
      List<String> words = new ArrayList<>(command);
      words.addAll(1, List.of("--data", data().resolve("lake").toString()));
      LocalProcess.Ended ended = LocalProcess.run(diary.path(), words.toArray(String[]::new));

      assertThat(ended.code()).isEqualTo(1);
      assertThat(ended.err()).contains("is not a data folder");
    }
    assertThat(FolderState.of(data())).isEqualTo(before);
  }

  @Test
  void upWithOtherTablesSaysWhatItHides() {
    String tables = shop.path().resolve("tables").toString();
    try (LocalProcess up = LocalProcess.up(shop.path(), data(), "--tables", tables)) {
      assertThat(up.output())
          .contains("diary.notes (1 files, 1 events wait)")
          .contains("--tables " + diary.path().resolve("tables"));
      assertThat(up.stop()).isZero();
    }
    assertThat(run("tables").out()).contains("shop.orders").doesNotContain("diary.notes");
    try (LocalProcess up = LocalProcess.up(shop.path(), data())) {
      assertThat(up.output()).contains("tables of " + tables);
    }
  }

  @Test
  void tablesThatAreGoneAreNamed() throws IOException {
    Files.move(diary.path(), folder.resolve("elsewhere"));

    LocalProcess.Ended ended = run("tables");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains(diary.path().resolve("tables") + "", "--tables DIR");
  }

  /** From the other working copy. */
  private LocalProcess.Ended run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    int options = words.length > 1 && !words[1].startsWith("-") ? 2 : 1;
    all.addAll(options, List.of("--data", data().toString()));
    return LocalProcess.run(shop.path(), all.toArray(String[]::new));
  }
}
