package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped curations over real events, through SQL and the look-up. */
class CurationsIT {
  private static final String AD = "0199aa00-0000-7000-8000-000000000001";
  private static final String OTHER_AD = "0199aa00-0000-7000-8000-000000000002";
  private static final String SHOWN = "0199bb00-0000-7000-8000-00000000000";

  @TempDir Path folder;

  @Test
  void aRunAgainChangesNothingAndLateClicksRestateTheDay() {
    try (LocalProcess warehouse = LocalProcess.up(folder.resolve("data"))) {
      impression(warehouse, "1", AD, "2026-01-15 23:59:59.999");
      impression(warehouse, "1", AD, "2026-01-15 23:59:59.999"); // a resend counts once
      impression(warehouse, "2", AD, "2026-01-16 00:00:00");
      click(warehouse, "c", "9", OTHER_AD, "2026-01-15 12:00:00"); // its impression is not known
      run(warehouse, "advertising.ad_traffic");
      run(warehouse, "advertising.advertising");

      assertThat(traffic(warehouse, AD))
          .containsExactly("2026-01-15 1 0 0.0", "2026-01-16 1 0 0.0");
      assertThat(traffic(warehouse, OTHER_AD)).containsExactly("2026-01-15 0 1 null");
      List<JsonNode> rows = warehouse.sql("select * from advertising.advertising order by 1");

      run(warehouse, "advertising.ad_traffic");
      run(warehouse, "advertising.advertising");
      assertThat(traffic(warehouse, AD))
          .containsExactly("2026-01-15 1 0 0.0", "2026-01-16 1 0 0.0");
      assertThat(warehouse.sql("select * from advertising.advertising order by 1")).isEqualTo(rows);

      click(warehouse, "d", "1", AD, "2026-01-15 23:59:59.999"); // days later
      run(warehouse, "advertising.ad_traffic");
      assertThat(traffic(warehouse, AD))
          .containsExactly("2026-01-15 1 1 1.0", "2026-01-16 1 0 0.0");
      assertThat(LocalProcess.json(warehouse.get("/api/runs").body())).hasSize(10);
    }
  }

  @Test
  void aScheduleRunsByItself() throws InterruptedException {
    Home home =
        Home.shipped(folder)
            .write(
                "curations/advertising/ad_traffic.yaml",
                """
                schedule: cron(* * * * ? *)
                inputs: [advertising.impressions, advertising.clicks]
                window: {unit: day, lag: 30m, restate: 0}
                output:
                  table: advertising.ad_traffic
                  serve: {as: traffic, key: ad_id, sort: day}
                """);
    try (LocalProcess warehouse = LocalProcess.up(home.path(), folder.resolve("data"))) {
      JsonNode runs = LocalProcess.json(warehouse.get("/api/runs").body());
      for (int i = 0; i < 700 && runs.isEmpty(); i++) {
        TimeUnit.MILLISECONDS.sleep(100);
        runs = LocalProcess.json(warehouse.get("/api/runs").body());
      }
      assertThat(runs.at("/0/curation").asText()).isEqualTo("advertising.ad_traffic");
      assertThat(runs.at("/0/state").asText()).isIn("running", "publishing", "succeeded");
      LocalDate window = LocalDate.parse(runs.at("/0/window").asText());
      assertThat(window).isBefore(LocalDate.now(ZoneOffset.UTC));
    }
  }

  private static void impression(LocalProcess warehouse, String id, String ad, String at) {
    send(
        warehouse,
        "impressions",
        "{\"impression_id\":\"%s%s\",\"ad_id\":\"%s\",\"occurred_at\":\"%s\"}"
            .formatted(SHOWN, id, ad, at));
  }

  private static void click(
      LocalProcess warehouse, String id, String impression, String ad, String at) {
    send(
        warehouse,
        "clicks",
        ("{\"click_id\":\"0199cc00-0000-7000-8000-00000000000%s\",\"impression_id\":\"%s%s\","
                + "\"ad_id\":\"%s\",\"occurred_at\":\"%s\"}")
            .formatted(id, SHOWN, impression, ad, at));
  }

  private static void send(LocalProcess warehouse, String table, String event) {
    String answer =
        warehouse.post("/advertising/" + table, "{\"" + table + "\":[" + event + "]}").body();
    assertThat(answer).contains("\"failed_count\":0");
  }

  private static void run(LocalProcess warehouse, String curation) {
    warehouse.post("/api/flush", "{}");
    JsonNode runs =
        LocalProcess.json(
            warehouse
                .post(
                    "/api/curations/" + curation + "/runs",
                    "{\"from\":\"2026-01-15\",\"to\":\"2026-01-16\"}")
                .body());
    assertThat(runs).hasSize(2);
    runs.forEach(
        run -> assertThat(run.path("state").asText()).as(run.toString()).isEqualTo("succeeded"));
  }

  private static List<String> traffic(LocalProcess warehouse, String ad) {
    JsonNode days =
        LocalProcess.json(
                warehouse
                    .get("/advertising/traffic/" + ad + "?start=2026-01-01&end=2026-01-31")
                    .body())
            .path("days");
    List<String> lines = new ArrayList<>();
    for (JsonNode day : days) {
      lines.add(
          day.path("day").asText()
              + " "
              + day.path("impressions")
              + " "
              + day.path("clicks")
              + " "
              + day.path("clickthrough_rate"));
    }
    return lines;
  }
}
