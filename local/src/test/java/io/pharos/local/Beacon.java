package io.pharos.local;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A streaming table that a test sends to.
 *
 * @param id the column that holds the event's id
 * @param fields what each event says beside its id
 */
record Beacon(String database, String table, String id, Map<String, String> fields) {
  private static final String AD = "0199aa00-0000-7000-8000-000000000001";
  private static final String TIME = "2024-02-29 12:00:00";

  static final Beacon IMPRESSIONS =
      new Beacon(
          "advertising", "impressions", "impression_id", Map.of("ad_id", AD, "occurred_at", TIME));
  static final Beacon CLICKS =
      new Beacon(
          "advertising",
          "clicks",
          "click_id",
          Map.of("impression_id", AD, "ad_id", AD, "occurred_at", TIME));

  String name() {
    return database + "." + table;
  }

  String path() {
    return "/" + database + "/" + table;
  }

  /** An event as JSON. */
  String event(String itsId) {
    return start(itsId) + rest();
  }

  String start(String itsId) {
    return "{\"" + id + "\":\"" + itsId + "\"";
  }

  /** What every event says behind its id. */
  String rest() {
    return fields.entrySet().stream()
        .map(field -> ",\"" + field.getKey() + "\":\"" + field.getValue() + "\"")
        .collect(Collectors.joining("", "", "}"));
  }

  /** A body of events of these ids. */
  String body(List<String> ids) {
    return bodyOf(ids.stream().map(this::event).toList());
  }

  /** A body of events. */
  String bodyOf(List<String> events) {
    return "{\"" + table + "\":[" + String.join(",", events) + "]}";
  }

  /** The address of a pixel. */
  String pixel(String itsId) {
    return fields.entrySet().stream()
        .map(field -> "&" + field.getKey() + "=" + field.getValue().replace(" ", "%20"))
        .collect(Collectors.joining("", path() + ".gif?" + id + "=" + itsId, ""));
  }
}
