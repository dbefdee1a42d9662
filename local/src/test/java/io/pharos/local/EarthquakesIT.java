package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A warehouse that has nothing to do with advertising: one table file, one curation, real data. */
class EarthquakesIT {
  private static final Path EXAMPLE = LocalProcess.ROOT.resolve("examples/earthquakes");

  @TempDir Path folder;

  @Test
  void theStrongestOfEachDecadeComesOutOfWhatWentInOverHttp() throws IOException {
    Path events = EXAMPLE.resolve("earthquakes.ndjson");
    try (LocalProcess warehouse =
        LocalProcess.up(
            folder.resolve("data"),
            "--tables",
            EXAMPLE.resolve("tables").toString(),
            "--curations",
            EXAMPLE.resolve("curations").toString())) {
      send(warehouse, events);
      send(warehouse, events); // a repeat changes nothing
      String url = warehouse.url().toString();
      assertThat(LocalProcess.run("flush", "--url", url).code()).isZero();
      LocalProcess.Ended run =
          LocalProcess.run("curate", "run", "seismology.strongest", "--url", url);
      assertThat(run.code()).as(run.out() + run.err()).isZero();

      LocalProcess.Ended query =
          LocalProcess.run(
              "sql",
              "--url",
              url,
              "--format",
              "json",
              "select decade, magnitude from seismology.strongest order by decade");

      Map<Integer, Double> answered = new TreeMap<>();
      for (JsonNode row : LocalProcess.json(query.out())) {
        answered.put(row.path("decade").asInt(), row.path("magnitude").asDouble());
      }
      assertThat(answered).isEqualTo(strongest(events));
    }
  }

  private static void send(LocalProcess warehouse, Path events) throws IOException {
    HttpResponse<String> answer =
        warehouse.send(
            HttpRequest.newBuilder(warehouse.url().resolve("/seismology/earthquakes"))
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofFile(events)));
    assertThat(LocalProcess.json(answer.body()).path("failed_count").asInt(-1)).isZero();
  }

  private static Map<Integer, Double> strongest(Path events) throws IOException {
    Map<Integer, Double> strongest = new TreeMap<>();
    for (String line : Files.readAllLines(events)) {
      JsonNode earthquake = LocalProcess.json(line);
      int year = Integer.parseInt(earthquake.path("occurred_at").asText().substring(0, 4));
      strongest.merge(year / 10 * 10, earthquake.path("magnitude").asDouble(), Math::max);
    }
    return strongest;
  }

  @Test
  void aNewTableNeedsOneFile() {
    Home home =
        Home.shipped(folder)
            .write(
                "tables/shop/orders.yaml",
                """
                kind: streaming
                columns:
                  - {name: order_id, type: string, format: uuid, generated: true}
                  - {name: placed_at, type: timestamp, required: true}
                id: order_id
                event_time: placed_at
                """);
    try (LocalProcess warehouse = LocalProcess.up(home.path(), folder.resolve("data"))) {
      warehouse.post("/shop/orders", "{\"orders\":[{\"placed_at\":\"2026-01-15T09:41:00Z\"}]}");
      assertThat(warehouse.get("/shop/orders.gif").statusCode()).isEqualTo(200);

      List<JsonNode> rows =
          warehouse.sql("select count(*) as n, count(distinct order_id) as ids from shop.orders");
      assertThat(rows).map(Object::toString).containsExactly("{\"n\":2,\"ids\":2}");
      assertThat(warehouse.get("/shop/metrics?from=2026-01-15T09:41&to=2026-01-15T09:41").body())
          .contains("\"orders\":1");
      assertThat(warehouse.get("/api/partitions").body()).contains("shop.orders");
    }
  }
}
