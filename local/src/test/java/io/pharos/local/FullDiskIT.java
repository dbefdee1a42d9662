package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.pharos.core.testing.NotRun;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills up refuses events, loses none, and needs no restart once there is room. */
class FullDiskIT {
  private static final int DISK_MB = 64;
  private static final long MB = 1024 * 1024;
  private static final int BATCH = 50;

  private static final Beacon NOTES =
      new Beacon(
          "diary",
          "notes",
          "note_id",
          Map.of("text", "x".repeat(8_000), "written_at", "2024-02-29 12:00:00"));

  private static final String PIXEL =
      "/diary/notes.gif?text=x&written_at=2024-02-29%2012:00:00&note_id="
          + "0199aa00-0000-7000-8000-000000000001";

  @TempDir Path folder;

  private final Ledger ledger = new Ledger(NOTES, 11);

  private Home home(int freeMb) {
    return Home.empty(folder)
        .table("diary/notes", "notes.yaml")
        .write(
            "config/local.json",
            "{\"flush_interval_seconds\": 1, \"free_space_mb\": " + freeMb + "}");
  }

  private SmallDisk disk() throws IOException {
    Optional<SmallDisk> disk = SmallDisk.mount(folder.resolve("data"), DISK_MB);
    if (disk.isEmpty()) {
      NotRun.say("FullDiskIT: needs root to mount a small tmpfs: run as root");
      return abort("a small tmpfs cannot be mounted");
    }
    return disk.get();
  }

  @Test
  void belowTheFreeSpaceEventsAreRefusedUntilThereIsRoomAgain() throws IOException {
    try (SmallDisk disk = disk();
        LocalProcess warehouse = LocalProcess.up(home(16).path(), disk.folder())) {
      assertThat(post(warehouse, BATCH)).isEqualTo(200);

      disk.fillUpTo(17 * MB);
      postUntilRefused(warehouse);
      disk.fillUpTo(15 * MB);

      HttpResponse<String> refused = send(warehouse, BATCH);
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(refused.body()).contains("disk");
      assertThat(warehouse.get(PIXEL).statusCode()).isEqualTo(503);
      assertThat(warehouse.get("/q/health/ready").statusCode()).isEqualTo(503);

      disk.empty();
      assertWorksAgain(warehouse);
    }
  }

  @Test
  void whereAWriteItselfFailsNothingIsLostAndNothingIsAcknowledgedThatIsNot() throws IOException {
    Home home = home(1);
    home.write("config/local.json", "{\"free_space_mb\": 1}"); // nothing is filed before
    try (SmallDisk disk = disk();
        LocalProcess warehouse = LocalProcess.up(home.path(), disk.folder())) {
      assertThat(post(warehouse, BATCH)).isEqualTo(200);

      disk.fillUpTo(2 * MB);
      assertThat(post(warehouse, 490)).as("4 MB where 2 are free").isEqualTo(503);
      postUntilRefused(warehouse);
      disk.fillUpTo(0); // nothing can be filed now
      assertThat(post(warehouse, BATCH)).isEqualTo(503);
      assertThat(warehouse.post("/api/flush", "{}").statusCode()).isNotEqualTo(200);
      LocalProcess.await("the lake writer to fail", () -> trouble(warehouse).length() > 2);

      disk.empty();
      assertWorksAgain(warehouse);
    }
  }

  @Test
  void aProcessKilledOnAFullDiskStartsAgainWithAllItAcknowledged() throws IOException {
    try (SmallDisk disk = disk()) {
      try (LocalProcess warehouse = LocalProcess.up(home(1).path(), disk.folder())) {
        disk.fillUpTo(3 * MB);
        postUntilRefused(warehouse);
        disk.fillUpTo(0);
        warehouse.kill();
      }
      disk.empty();
      try (LocalProcess warehouse = LocalProcess.up(home(1).path(), disk.folder())) {
        assertWorksAgain(warehouse);
      }
    }
  }

  @Test
  void underLoadADiskThatFillsUpAndIsEmptiedLosesNothing() throws IOException {
    try (SmallDisk disk = disk();
        LocalProcess warehouse = LocalProcess.up(home(1).path(), disk.folder())) {
      try (Load load = Load.start(warehouse, List.of(ledger), 11)) {
        LocalProcess.await("answers", () -> load.answers() > 20);
        disk.fillUpTo(0);
        LocalProcess.await("refusals", () -> load.unavailable() > 20);
        disk.empty();
        long before = load.answers();
        LocalProcess.await("answers again", () -> load.answers() > before + 20);
        assertThat(load.unexpected()).isEmpty();
      }
      assertWorksAgain(warehouse);
    }
  }

  @Test
  void aStopThatCannotFileEverythingSaysSoAndTheNextStartFilesIt() throws IOException {
    try (SmallDisk disk = disk()) {
      Home home = home(1);
      home.write("config/local.json", "{\"free_space_mb\": 1}"); // nothing is filed before
      try (LocalProcess warehouse = LocalProcess.up(home.path(), disk.folder())) {
        assertThat(post(warehouse, BATCH)).isEqualTo(200);
        disk.fillUpTo(0);

        assertThat(warehouse.stop()).isEqualTo(1);
        assertThat(warehouse.output())
            .contains(BATCH + " acknowledged events could not be filed", disk.folder() + "/stream");
      }
      LocalProcess.Ended flush =
          LocalProcess.run(home.path(), "flush", "--data", disk.folder().toString());
      assertThat(flush.code()).as(flush.err()).isEqualTo(1);
      disk.empty();
      try (LocalProcess warehouse = LocalProcess.up(home.path(), disk.folder())) {
        assertWorksAgain(warehouse);
      }
    }
  }

  private static String trouble(LocalProcess warehouse) {
    return LocalProcess.json(warehouse.get("/api/status").body()).path("lake_writer").asText();
  }

  private void assertWorksAgain(LocalProcess warehouse) throws IOException {
    warehouse.awaitReady();
    LocalProcess.await("room", () -> post(warehouse, BATCH) == 200);
    ledger.assertInSql(warehouse);
    LocalProcess.await("no trouble", () -> trouble(warehouse).equals("ok"));
    assertThat(warehouse.get("/api/quarantine").body()).isEqualTo("[]");
    assertThat(warehouse.stop()).isZero();
    ledger.assertInRaw(folder.resolve("data"));
    try (Stream<Path> left = Files.list(folder.resolve("data/tmp"))) {
      assertThat(left).as("scratch files").isEmpty();
    }
  }

  private void postUntilRefused(LocalProcess warehouse) {
    LocalProcess.await(
        "a refusal",
        () -> {
          int status = post(warehouse, BATCH);
          assertThat(status).isIn(200, 503);
          return status == 503;
        });
  }

  private int post(LocalProcess warehouse, int count) {
    return send(warehouse, count).statusCode();
  }

  private HttpResponse<String> send(LocalProcess warehouse, int count) {
    List<String> ids = ledger.next(count);
    HttpResponse<String> answer = warehouse.post(NOTES.path(), NOTES.body(ids));
    if (answer.statusCode() == 200) {
      ledger.acknowledge(ids, answer.body());
    }
    return answer;
  }
}
