package io.pharos.load.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.pharos.core.capture.EventLimits;
import io.pharos.core.value.Timestamps;
import io.pharos.core.value.Uuids;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a beacon of the advertising example asks of a request. */
final class EventRules {
  static final List<String> TABLES = List.of("impressions", "clicks");
  private static final ObjectMapper JSON = new ObjectMapper();

  private EventRules() {}

  static String id(String table) {
    return table.equals("clicks") ? "click_id" : "impression_id";
  }

  static List<String> problems(HttpExchange exchange, String table, byte[] body)
      throws IOException {
    List<String> problems = new ArrayList<>();
    JsonNode json = JSON.readTree(body);
    if (!exchange.getRequestMethod().equals("POST")) {
      problems.add("not a POST");
    }
    if (!"application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
      problems.add("not application/json");
    }
    if (!names(json).equals(Set.of(table))) {
      problems.add("keys are " + names(json));
    }
    JsonNode events = json.path(table);
    if (events.isEmpty() || events.size() > EventLimits.MAX_EVENTS) {
      problems.add(events.size() + " events");
    }
    events.forEach(event -> event(event, table, problems));
    return problems;
  }

  private static void event(JsonNode event, String table, List<String> problems) {
    Set<String> uuids =
        table.equals("clicks")
            ? Set.of("click_id", "impression_id", "ad_id")
            : Set.of("impression_id", "ad_id");
    Set<String> all = new HashSet<>(uuids);
    all.add("occurred_at");
    if (!names(event).equals(all)) {
      problems.add("columns are " + names(event));
    }
    for (String column : uuids) {
      if (Uuids.normalize(event.path(column).asText()) == null) {
        problems.add(column + " is no UUID: " + event);
      }
    }
    if (Timestamps.parse(event.path("occurred_at").asText()) == Timestamps.INVALID) {
      problems.add("occurred_at is no time: " + event);
    }
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new HashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
