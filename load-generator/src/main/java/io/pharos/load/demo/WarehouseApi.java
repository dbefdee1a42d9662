package io.pharos.load.demo;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.pharos.load.run.RunFailed;
import io.pharos.load.send.Failures;
import io.pharos.load.tally.Traffic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the demo asks of the warehouse, as any program of this machine may. */
final class WarehouseApi implements AutoCloseable {
  private static final ObjectMapper JSON =
      JsonMapper.builder() // decimals as they were written, 1.00 as well
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm").withZone(ZoneOffset.UTC);

  private final URI base;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  WarehouseApi(URI base) {
    this.base = base;
  }

  void flush() throws RunFailed, InterruptedException {
    post("/api/flush", NODES.objectNode());
  }

  /** Runs a curation for some days, both inclusive; its runs as the history shows them. */
  List<JsonNode> curate(String name, LocalDate from, LocalDate to)
      throws RunFailed, InterruptedException {
    JsonNode span = NODES.objectNode().put("from", from.toString()).put("to", to.toString());
    return list(json(post("/api/curations/" + name + "/runs", span)));
  }

  /** The rows of a query. */
  List<JsonNode> sql(String sql) throws RunFailed, InterruptedException {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : post("/api/sql", NODES.objectNode().put("sql", sql)).lines().toList()) {
      if (!line.isBlank()) {
        rows.add(json(line));
      }
    }
    return rows;
  }

  /** The traffic of an ad by day, page after page. */
  SortedMap<LocalDate, Traffic> traffic(String ad, LocalDate start, LocalDate end)
      throws RunFailed, InterruptedException {
    SortedMap<LocalDate, Traffic> days = new TreeMap<>();
    String address = "/advertising/traffic/%s?start=%s&end=%s".formatted(ad, start, end);
    String page = "";
    do {
      JsonNode answer = json(get(address + (page.isEmpty() ? "" : "&page=" + page)));
      for (JsonNode day : answer.path("days")) {
        days.put(
            LocalDate.parse(day.path("day").asText()),
            new Traffic(day.path("impressions").asLong(-1), day.path("clicks").asLong(-1)));
      }
      page = answer.path("next").asText("");
    } while (!page.isEmpty());
    return days;
  }

  /** The events of all minutes together. */
  Traffic metrics(Instant from, Instant to) throws RunFailed, InterruptedException {
    Traffic sum = Traffic.NONE;
    String address =
        "/advertising/metrics?from=%s&to=%s".formatted(MINUTE.format(from), MINUTE.format(to));
    for (JsonNode minute : json(get(address)).path("minutes")) {
      sum =
          sum.plus(
              new Traffic(minute.path("impressions").asLong(), minute.path("clicks").asLong()));
    }
    return sum;
  }

  private String get(String path) throws RunFailed, InterruptedException {
    return send(request(path).GET());
  }

  private String post(String path, JsonNode body) throws RunFailed, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT);
  }

  private String send(HttpRequest.Builder builder) throws RunFailed, InterruptedException {
    HttpRequest request = builder.build();
    String what = request.method() + " " + request.uri();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new RunFailed(
            "%s answered %d: %s".formatted(what, response.statusCode(), response.body().strip()));
      }
      return response.body();
    } catch (IOException e) {
      throw new RunFailed(what + ": " + Failures.text(e), e);
    }
  }

  private static JsonNode json(String text) throws RunFailed {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new RunFailed("the warehouse answered what is not JSON: " + text, e);
    }
  }

  private static List<JsonNode> list(JsonNode array) {
    List<JsonNode> list = new ArrayList<>();
    array.forEach(list::add);
    return list;
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
