package io.pharos.load.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.BitSet;

/** What a beacon answered to a batch. */
sealed interface Answer {
  /** How long to wait where the beacon does not say. */
  Duration DEFAULT_DELAY = Duration.ofSeconds(1);

  /** Longer than this is not waited, whatever the beacon says. */
  Duration MAX_DELAY = Duration.ofSeconds(30);

  /** The batch was read; some of its events may have been refused. */
  record Taken(BitSet failed, String firstFailure) implements Answer {}

  /** Nothing was taken now; it may be sent again after a while. */
  record Later(Duration delay, String why) implements Answer {}

  /** Nothing was taken, and nothing will be. */
  record Refused(String why) implements Answer {}

  /** Reads the answer to a batch of a number of events. */
  static Answer of(HttpResponse<byte[]> response, int events) {
    return switch (response.statusCode()) {
      case 200 -> Reader.taken(response.body(), events);
      case 429, 503 -> new Later(Reader.delay(response), Reader.error(response));
      default -> new Refused(Reader.error(response));
    };
  }

  /** How the bytes are read. */
  final class Reader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_SHOWN = 200;

    private Reader() {}

    private static Answer taken(byte[] body, int events) {
      JsonNode json = json(body);
      JsonNode records = json.path("records");
      if (!records.isArray() || records.size() != events) {
        return new Refused("the beacon answered 200 without a record for each event");
      }
      BitSet failed = new BitSet(events);
      String first = "";
      for (int i = 0; i < events; i++) {
        JsonNode one = records.get(i);
        if (one.path("failed").asBoolean(true)) {
          failed.set(i);
          first = first.isEmpty() ? reason(one) : first;
        }
      }
      return failed.cardinality() == json.path("failed_count").asInt(-1)
          ? new Taken(failed, first)
          : new Refused("the beacon's failed_count does not agree with its records");
    }

    private static String reason(JsonNode one) {
      return one.path("error_code").asText("?") + ": " + one.path("error_message").asText("?");
    }

    private static Duration delay(HttpResponse<byte[]> response) {
      String seconds = response.headers().firstValue("Retry-After").orElse("");
      if (!seconds.matches("[0-9]{1,6}")) {
        return DEFAULT_DELAY;
      }
      Duration asked = Duration.ofSeconds(Long.parseLong(seconds));
      return asked.compareTo(MAX_DELAY) > 0 ? MAX_DELAY : asked;
    }

    private static String error(HttpResponse<byte[]> response) {
      String error = json(response.body()).path("error").asText("");
      String shown = error.length() > MAX_SHOWN ? error.substring(0, MAX_SHOWN) + ".." : error;
      return "%s answered %d%s"
          .formatted(response.uri(), response.statusCode(), shown.isEmpty() ? "" : ": " + shown);
    }

    private static JsonNode json(byte[] body) {
      try {
        return JSON.readTree(body);
      } catch (IOException notJson) {
        return JSON.missingNode();
      }
    }
  }
}
