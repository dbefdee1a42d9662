package io.pharos.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.core.shape.Key;
import io.pharos.core.shape.Shape;
import io.pharos.core.shape.ShapeSchema;
import io.pharos.core.shape.Shapes;
import io.pharos.embedded.stream.StreamLimits;
import java.net.URI;

/** The keys of {@code config/local.json}. */
final class LocalConfigKeys {
  static final long MB = 1024L * 1024;

  private static final int MAX_MEGABYTES = 1_000_000;
  private static final Shape TEXTS =
      Shapes.anyList(Shapes.text(".*\\S.*", "a text that is not blank"));

  static final Shape.Section ALL =
      new Shape.Section(
          Key.of("cors_origins", TEXTS, "Web pages that may send events"),
          Key.of("write_keys", TEXTS, "Senders need one of these keys"),
          Key.of("webhook", address(), "Is told, as JSON, how runs ended"),
          Key.of(
              "flush_interval_seconds",
              Shapes.whole(1, 900),
              "When events are filed at the latest, instead of the tables' own intervals"),
          Key.of(
                  "free_space_mb",
                  Shapes.whole(1, MAX_MEGABYTES),
                  "Below this much free space events are refused")
              .or(String.valueOf(StreamLimits.DEFAULT_FREE_BYTES / MB)),
          Key.of(
                  "body_budget_mb",
                  Shapes.whole(24, 10_000),
                  "Heap that the bodies of all requests together may take")
              .or("64"),
          memory("engine_memory_mb", "Memory of filing and curations, beside the heap"),
          memory("query_memory_mb", "Memory of all queries that are asked, beside the heap"),
          Key.of(
                  "query_timeout_seconds",
                  Shapes.whole(1, 86_400),
                  "A query that has not ended by then is cancelled")
              .or("600"),
          Key.of("queries_at_once", Shapes.whole(1, 100), "Queries that run side by side").or("4"),
          Key.of("queries_waiting", Shapes.whole(0, 100), "Queries that may wait for a place")
              .or("16"),
          Key.of("$schema", Shapes.text(), "The schema of this file, for text editors"));

  private LocalConfigKeys() {}

  private static Key memory(String name, String description) {
    return Key.of(name, Shapes.whole(64, MAX_MEGABYTES), description).or("256");
  }

  private static Shape address() {
    String rule = "an http or https address";
    return Shapes.matching(
        "https?://.+",
        rule,
        text -> {
          URI address = URI.create(text);
          if (address.getHost() == null) {
            throw new IllegalArgumentException("'" + text + "' is not " + rule);
          }
          return address;
        });
  }

  /** The JSON Schema of the file. */
  static ObjectNode schema() {
    return ShapeSchema.of("One machine", ALL);
  }
}
