package io.pharos.load.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A warehouse in memory, as a program: {@code up --data DIR --port N}. The environment variable
 * {@link #FAULT} names what it gets wrong, {@link #PID_FILE} where it writes its process id.
 */
public final class FakeWarehouse {
  public static final String FAULT = "FAKE_FAULT";
  public static final String PID_FILE = "FAKE_PID_FILE";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final FakeBeacon beacon;
  private final Fault fault;

  /** What a warehouse can get wrong. */
  public enum Fault {
    NONE,
    LOST_ROW,
    LOST_ID,
    TRAFFIC_OFF_BY_ONE,
    TRAFFIC_WITHOUT_A_DAY,
    METRICS_OFF_BY_ONE,
    FAILED_RUN,
    DIES_AT_FLUSH
  }

  private FakeWarehouse(FakeBeacon beacon, Fault fault) {
    this.beacon = beacon;
    this.fault = fault;
  }

  public static void main(String... arguments) throws IOException {
    List<String> all = List.of(arguments);
    if (!all.getFirst().equals("up") || !all.contains("--data")) {
      throw new IllegalArgumentException("not a warehouse's arguments: " + all);
    }
    Map<String, String> environment = System.getenv();
    Files.writeString(
        Path.of(environment.getOrDefault(PID_FILE, "")), "" + ProcessHandle.current().pid());
    Files.createDirectories(Path.of(all.get(all.indexOf("--data") + 1), "lake"));
    int port = Integer.parseInt(all.get(all.indexOf("--port") + 1));
    new FakeWarehouse(new FakeBeacon(port), Fault.valueOf(environment.getOrDefault(FAULT, "NONE")))
        .serve();
  }

  private void serve() {
    on("/api/flush", this::flush);
    on("/api/curations/", this::curate);
    on("/api/sql", this::sql);
    on("/advertising/traffic/", this::traffic);
    on("/advertising/metrics", this::metrics);
    on("/q/health/ready", exchange -> ok(exchange, "{}")); // last: all is served from now on
  }

  private void on(String path, HttpHandler handler) {
    beacon.server().createContext(path, handler);
  }

  private void flush(HttpExchange exchange) throws IOException {
    if (fault == Fault.DIES_AT_FLUSH) {
      System.out.println("the disk is on fire");
      Runtime.getRuntime().halt(3);
    }
    ok(exchange, "{}");
  }

  private void curate(HttpExchange exchange) throws IOException {
    JsonNode span = JSON.readTree(exchange.getRequestBody());
    boolean failed = fault == Fault.FAILED_RUN;
    ArrayNode runs = JSON.createArrayNode();
    runs.addObject()
        .put("state", failed ? "failed" : "succeeded")
        .put("window", span.path("from").asText())
        .put("rows", 7)
        .put("message", failed ? "a check did not hold" : "");
    ok(exchange, runs.toString());
  }

  private void sql(HttpExchange exchange) throws IOException {
    String sql = JSON.readTree(exchange.getRequestBody()).path("sql").asText();
    String table = sql.contains("advertising.clicks") ? "clicks" : "impressions";
    if (sql.contains("as n from")) {
      boolean distinct = sql.contains("distinct");
      long n = distinct ? distinct(table).size() : beacon.events(table).size();
      n -= fault == (distinct ? Fault.LOST_ID : Fault.LOST_ROW) ? 1 : 0;
      rows(exchange, "{\"n\":" + n + "}\n", "n");
    } else {
      rows(
          exchange,
          "{\"ad_id\":\"x\",\"impressions\":12}\n{\"ad_id\":\"yy\",\"impressions\":3}\n",
          "ad_id",
          "impressions");
    }
  }

  private Set<String> distinct(String table) {
    return beacon.events(table).stream()
        .map(event -> event.path(EventRules.id(table)).asText())
        .collect(Collectors.toSet());
  }

  private void traffic(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String ad = path.substring(path.lastIndexOf('/') + 1);
    Map<String, Map<String, Set<String>>> ids = new TreeMap<>();
    for (String table : EventRules.TABLES) {
      for (JsonNode event : beacon.events(table)) {
        if (event.path("ad_id").asText().equals(ad)) {
          ids.computeIfAbsent(
                  event.path("occurred_at").asText().substring(0, 10), d -> new TreeMap<>())
              .computeIfAbsent(table, t -> new HashSet<>())
              .add(event.path(EventRules.id(table)).asText());
        }
      }
    }
    ObjectNode answer = JSON.createObjectNode().put("count", ids.size()).put("next", "");
    ArrayNode days = answer.putArray("days");
    ids.forEach((day, counts) ->
        days.addObject()
            .put("day", day)
            .put("impressions", counts.getOrDefault("impressions", Set.of()).size())
            .put(
                "clicks",
                counts.getOrDefault("clicks", Set.of()).size()
                    + (fault == Fault.TRAFFIC_OFF_BY_ONE ? 1 : 0)));
    if (fault == Fault.TRAFFIC_WITHOUT_A_DAY) {
      days.removeAll();
    }
    ok(exchange, answer.toString());
  }

  private void metrics(HttpExchange exchange) throws IOException {
    SortedSet<String> minutes = new TreeSet<>();
    EventRules.TABLES.forEach(
        table -> beacon.events(table).forEach(event -> minutes.add(minute(event))));
    ArrayNode rows = JSON.createArrayNode();
    for (String minute : minutes) {
      ObjectNode row = rows.addObject().put("minute", minute);
      for (String table : EventRules.TABLES) {
        row.put(table, beacon.events(table).stream().filter(e -> minute(e).equals(minute)).count());
      }
    }
    if (fault == Fault.METRICS_OFF_BY_ONE) {
      rows.addObject().put("impressions", 1);
    }
    ok(exchange, JSON.createObjectNode().set("minutes", rows).toString());
  }

  private static String minute(JsonNode event) {
    return event.path("occurred_at").asText().substring(0, 16);
  }

  private static void rows(HttpExchange exchange, String lines, String... columns)
      throws IOException {
    ArrayNode header = JSON.createArrayNode();
    for (String column : columns) {
      header.addObject().put("name", column).put("type", "any");
    }
    FakeBeacon.answer(exchange, 200, Map.of("X-Pharos-Columns", header.toString()), lines);
  }

  private static void ok(HttpExchange exchange, String body) throws IOException {
    FakeBeacon.answer(exchange, 200, Map.of(), body);
  }
}
