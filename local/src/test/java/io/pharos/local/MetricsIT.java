package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts per minute of event time, while events wait, once they are filed, and after a restart. */
class MetricsIT {
  private static final String AD = "0199aa00-0000-7000-8000-000000000001";
  private static final String RANGE = "?from=2026-01-15T09:40&to=2026-01-15T09:42";

  @TempDir private static Path folder;
  private static LocalProcess warehouse;

  @BeforeAll
  static void start() {
    warehouse = LocalProcess.up(folder.resolve("data"));
  }

  @AfterAll
  static void stop() {
    warehouse.close();
  }

  @Test
  void anEventCountsInItsOwnMinuteHoweverLateItCame() throws IOException {
    impression("2026-01-15 09:40:00");
    impression("2026-01-15 09:40:59.999");
    impression("2026-01-15 09:42:00");
    String counts = "2 0 1";
    assertThat(impressions()).as("while they are in the stream").isEqualTo(counts);

    warehouse.post("/api/flush", "{}");
    assertThat(impressions()).as("once they are in the lake").isEqualTo(counts);

    impression("2026-01-15 09:41:30");
    assertThat(impressions()).as("of both together").isEqualTo("2 1 1");
    warehouse.kill();
    warehouse = LocalProcess.up(folder.resolve("data"));
    assertThat(impressions()).as("after a crash").isEqualTo("2 1 1");

    assertThat(firstOfTheFeed()).isEqualTo(report().toString());
    assertThat(warehouse.get("/q/metrics").body())
        .contains("pharos_events_total")
        .contains("table=\"advertising.impressions\"");
  }

  @Test
  void aRangeThatIsNoneIsRefused() {
    assertThat(warehouse.get("/advertising/metrics?from=soon").statusCode()).isEqualTo(400);
    assertThat(warehouse.get("/nowhere/metrics").statusCode()).isEqualTo(404);
  }

  private static void impression(String at) {
    String answer =
        warehouse
            .post(
                "/advertising/impressions",
                "{\"impressions\":[{\"ad_id\":\"" + AD + "\",\"occurred_at\":\"" + at + "\"}]}")
            .body();
    assertThat(answer).contains("\"failed_count\":0");
  }

  private static JsonNode report() {
    return LocalProcess.json(warehouse.get("/advertising/metrics" + RANGE).body());
  }

  private static String impressions() {
    StringBuilder counts = new StringBuilder();
    for (JsonNode minute : report().path("minutes")) {
      counts.append(minute.path("impressions").asInt()).append(' ');
    }
    return counts.toString().strip();
  }

  private static String firstOfTheFeed() throws IOException {
    URLConnection feed =
        warehouse.url().resolve("/advertising/metrics" + RANGE).toURL().openConnection();
    feed.setRequestProperty("Accept", "text/event-stream");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(feed.getInputStream(), StandardCharsets.UTF_8))) {
      return String.valueOf(lines.readLine()).replaceFirst("^data: ?", "");
    }
  }
}
