package io.pharos.core.capture;

import java.util.List;

/** The JSON with which a beacon answers a request that it read. */
public final class BeaconAnswer {
  private static final int BYTES_PER_EVENT = 72;

  private BeaconAnswer() {}

  /** {@code {"failed_count": n, "records": [..]}}, UTF-8. */
  public static byte[] json(List<EventResult> results) {
    JsonLine json = new JsonLine(48 + results.size() * BYTES_PER_EVENT);
    long failed = results.stream().filter(EventResult.Failed.class::isInstance).count();
    json.ascii("{\"failed_count\":");
    json.ascii(Long.toString(failed));
    json.ascii(",\"records\":[");
    for (int i = 0; i < results.size(); i++) {
      if (i > 0) {
        json.raw(',');
      }
      switch (results.get(i)) {
        case EventResult.Accepted accepted -> accepted(json, accepted);
        case EventResult.Failed refused -> failed(json, refused);
      }
    }
    json.ascii("]}");
    return json.copy(0, json.length());
  }

  private static void accepted(JsonLine json, EventResult.Accepted result) {
    json.ascii("{\"event_id\":");
    String id = result.id();
    if (id == null) {
      json.ascii("null");
    } else {
      json.string(id);
    }
    json.ascii(",\"failed\":false}");
  }

  private static void failed(JsonLine json, EventResult.Failed result) {
    json.ascii("{\"failed\":true,\"error_code\":\"");
    json.ascii(result.code().text());
    json.ascii("\",\"error_message\":");
    json.string(result.message());
    json.raw('}');
  }
}
