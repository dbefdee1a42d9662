package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} under load, at random moments, with segments that close every second. */
class KillIT {
  private static final int KILLS = 20;

  @TempDir Path folder;

  @Test
  void everyAcknowledgedEventIsInTheLakeAndInTheArchiveExactlyOnce()
      throws IOException, InterruptedException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Home home = Home.shipped(folder).write("config/local.json", "{\"flush_interval_seconds\": 1}");
    Path data = folder.resolve("data");
    try (Senders senders = new Senders()) {
      for (int i = 0; i < KILLS; i++) {
        try (LocalProcess warehouse = LocalProcess.up(home.path(), data)) {
          senders.start(warehouse);
          TimeUnit.MILLISECONDS.sleep(20 + random.nextInt(1_500));
          if (random.nextBoolean()) {
            Thread flush = Thread.startVirtualThread(() -> flush(warehouse));
            TimeUnit.MILLISECONDS.sleep(random.nextInt(200));
            warehouse.kill();
            flush.join();
          } else {
            warehouse.kill();
          }
          senders.stop();
        }
      }
      assertThat(senders.acknowledged()).as("seed " + seed).hasSizeGreaterThan(KILLS);
      try (LocalProcess warehouse = LocalProcess.up(home.path(), data)) {
        List<JsonNode> rows =
            warehouse.sql(
                "select impression_id as id, count(*) as n from advertising.impressions group by 1");
        Map<String, Integer> stored = new HashMap<>();
        rows.forEach(row -> stored.put(row.get("id").asText(), row.get("n").asInt()));
        assertThat(stored.keySet()).as("seed " + seed).containsAll(senders.acknowledged());
        assertThat(stored.values()).as("seed " + seed).containsOnly(1);
        assertThat(warehouse.stop()).isZero();
        assertThat(archived(data)).as("seed " + seed).isEqualTo(stored);
      }
    }
  }

  private static void flush(LocalProcess warehouse) {
    try {
      warehouse.post("/api/flush", "{}");
    } catch (UncheckedIOException killed) {
      return;
    }
  }

  private static Map<String, Integer> archived(Path data) throws IOException {
    Map<String, Integer> ids = new HashMap<>();
    try (Stream<Path> files = Files.walk(data.resolve("raw"))) {
      for (Path file : files.filter(name -> name.toString().endsWith(".json.gz")).toList()) {
        try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
          for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            ids.merge(LocalProcess.json(line).path("impression_id").asText(), 1, Integer::sum);
          }
        }
      }
    }
    return ids;
  }
}
