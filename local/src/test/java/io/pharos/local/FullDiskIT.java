package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk of 64 MB that fills up and is emptied again, without a restart. */
class FullDiskIT {
  private static final int MB = 1024 * 1024;

  @TempDir Path folder;
  private Path disk = Path.of("");

  @BeforeEach
  void mount() throws IOException, InterruptedException {
    disk = Files.createDirectories(folder.resolve("disk"));
    boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=64m", "pharos-test", disk.toString());
    if (!mounted) {
      NotRun.say("FullDiskIT: a small tmpfs cannot be mounted here; run as root");
    }
    assumeTrue(mounted, "a small tmpfs can be mounted");
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    run("umount", "-l", disk.toString());
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.waitFor() == 0;
  }

  /** With a reserve, the beacon stops in time; with almost none, the write itself fails. */
  @ParameterizedTest
  @ValueSource(ints = {16, 1})
  void nothingAcknowledgedIsLostAndItGoesOnOnceThereIsRoom(int reserveMb)
      throws IOException, InterruptedException {
    Home home =
        Home.shipped(folder).write("config/local.json", "{\"free_space_mb\": " + reserveMb + "}");
    Path ballast = disk.resolve("ballast");
    try (Senders senders = new Senders();
        LocalProcess warehouse = LocalProcess.up(home.path(), disk.resolve("data"))) {
      assertThat(senders.post(warehouse, 20)).isEqualTo(200);
      fill(ballast, reserveMb == 1 ? 0 : (reserveMb - 1L) * MB);

      TimeUnit.MILLISECONDS.sleep(200); // free space is asked for ten times a second
      assertThat(senders.post(warehouse, 20)).isEqualTo(503);
      HttpResponse<String> refused =
          warehouse.post(
              "/advertising/impressions",
              "{\"impressions\":[{\"ad_id\":\"0199aa00-0000-7000-8000-000000000001\","
                  + "\"occurred_at\":\"2026-01-15 09:41:00\"}]}");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(refused.body()).contains("\"error\"");
      assertThat(warehouse.get("/q/health/ready").statusCode()).isEqualTo(503);

      Files.delete(ballast);
      warehouse.awaitReady();
      TimeUnit.MILLISECONDS.sleep(200);
      assertThat(senders.post(warehouse, 20)).isEqualTo(200);
      assertThat(senders.acknowledged()).hasSize(40);
      assertThat(
              warehouse.sql(
                  "select count(*) as n, count(distinct impression_id) as ids"
                      + " from advertising.impressions"))
          .map(row -> row.get("n").asInt() + " " + row.get("ids").asInt())
          .containsExactly("40 40");
    }
  }

  @Test
  void underLoadNothingAcknowledgedIsLostWhileTheDiskFillsUp()
      throws IOException, InterruptedException {
    Home home =
        Home.shipped(folder)
            .write("config/local.json", "{\"free_space_mb\": 1, \"flush_interval_seconds\": 1}");
    Path ballast = disk.resolve("ballast");
    try (Senders senders = new Senders();
        LocalProcess warehouse = LocalProcess.up(home.path(), disk.resolve("data"))) {
      senders.start(warehouse);
      TimeUnit.MILLISECONDS.sleep(500);
      fill(ballast, 0);
      TimeUnit.SECONDS.sleep(3);
      Files.delete(ballast);
      TimeUnit.SECONDS.sleep(1);
      senders.stop();

      assertThat(warehouse.sql("select impression_id as id from advertising.impressions"))
          .map(row -> row.get("id").asText())
          .containsExactlyInAnyOrderElementsOf(senders.acknowledged());
    }
  }

  /** Fills the disk up to what is to be left. */
  private void fill(Path ballast, long left) throws IOException {
    try (FileChannel channel =
        FileChannel.open(ballast, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer block = ByteBuffer.allocate(4096);
      while (disk.toFile().getUsableSpace() > left) {
        block.clear();
        channel.write(block);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("space");
    }
  }
}
