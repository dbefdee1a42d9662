package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that were accepted and that the engine then refuses, and events that were not accepted. */
class RefusedLineIT {
  private static final Beacon ORDERS = new Beacon("shop", "orders", "order_id", Map.of());

  /** More than an int holds. */
  private static final String BAD = line("3", "3000000000");

  @TempDir Path folder;

  private static String line(String id, String quantity) {
    return "{\"order_id\":\"0199aa00-0000-7000-8000-00000000000"
        + id
        + "\",\"item\":\"lamp\",\"quantity\":"
        + quantity
        + ",\"placed_at\":\"2024-02-29 12:00:00.000\",\"received_at\":\"2024-02-29 12:00:01.000\"}";
  }

  private Home home(String table) {
    return Home.empty(folder).table("shop/orders", table);
  }

  private Path data() {
    return folder.resolve("data");
  }

  /** Leaves a segment behind as a process does that was killed. */
  private Path segment(String content) throws IOException {
    Path stream = data().resolve("stream/shop/orders");
    Files.createDirectories(stream);
    Path segment = stream.resolve("20240229T12-0199aa00-0000-7000-8000-000000000009.jsonl");
    Files.writeString(segment, content);
    return segment;
  }

  private List<JsonNode> quarantine() {
    LocalProcess.Ended list =
        LocalProcess.run(
            home("orders.yaml").path(),
            "quarantine",
            "list",
            "--format",
            "json",
            "--data",
            data().toString());
    assertThat(list.code()).as(list.err()).isZero();
    return LocalProcess.json(list.out()).valueStream().toList();
  }

  @Test
  void aLineThatDoesNotConvertGoesToQuarantineAndATornOneGoes() throws IOException {
    String good = line("1", "1") + "\n" + line("2", "2") + "\n";
    Path segment = segment(good + BAD + "\n" + line("4", "4") + "\n" + "{\"order_id\":\"0199");

    try (LocalProcess warehouse = LocalProcess.up(home("orders.yaml").path(), data())) {
      assertThat(warehouse.sql("select quantity, inserted_at from shop.orders order by quantity"))
          .map(row -> row.path("quantity").asInt() + " " + row.path("inserted_at").asText())
          .containsExactly("1 2024/02/29/12", "2 2024/02/29/12", "4 2024/02/29/12");
      assertThat(quarantine())
          .singleElement()
          .satisfies(kept -> {
            assertThat(kept.path("reason").asText()).isEqualTo("ConversionFailed");
            assertThat(kept.path("message").asText()).contains("3000000000");
            assertThat(kept.path("event").asText()).isEqualTo(BAD);
          });
      assertThat(warehouse.stop()).isZero();
      assertThat(segment).doesNotExist();
    }
  }

  /** Nothing but the bad line was there, so that the column's type may still be mended. */
  @Test
  void aLineThatDidNotConvertIsReplayedOnceTheTypeWasMended() throws IOException {
    segment(BAD + "\n");
    try (LocalProcess warehouse = LocalProcess.up(home("orders.yaml").path(), data())) {
      assertThat(warehouse.sql("select * from shop.orders")).isEmpty();
      assertThat(quarantine()).hasSize(1);
      assertThat(warehouse.stop()).isZero();
    }

    try (LocalProcess warehouse = LocalProcess.up(home("orders-retyped.yaml").path(), data())) {
      replay();

      assertThat(warehouse.sql("select quantity from shop.orders"))
          .map(row -> row.path("quantity").asLong())
          .containsExactly(3_000_000_000L);
      assertThat(quarantine()).isEmpty();
    }
  }

  @Test
  void anEventWithAnUnknownColumnIsReplayedOnceTheColumnWasAdded() {
    String unknown =
        """
        {"item": "desk", "note": "by noon", "placed_at": "2024-02-29 12:00:01"}\
        """;
    try (LocalProcess warehouse = LocalProcess.up(home("orders.yaml").path(), data())) {
      assertThat(warehouse.post(ORDERS, unknown).body()).contains("InvalidEvent", "note");
      assertThat(warehouse.post(ORDERS, line("1", "1").replaceAll(",\"received_at.*", "}")).body())
          .contains("\"failed\":false");
      assertThat(warehouse.sql("select item from shop.orders")).hasSize(1);
      assertThat(quarantine())
          .singleElement()
          .satisfies(kept -> {
            assertThat(kept.path("reason").asText()).isEqualTo("InvalidEvent");
            assertThat(kept.path("event").asText()).isEqualTo(unknown);
          });
      assertThat(warehouse.stop()).isZero();
    }

    try (LocalProcess warehouse = LocalProcess.up(home("orders-extended.yaml").path(), data())) {
      replay();
      replay(); // there is nothing any more to replay

      assertThat(warehouse.sql("select item, note from shop.orders order by item"))
          .map(row -> row.path("item").asText() + " " + row.path("note").asText())
          .containsExactly("desk by noon", "lamp null");
      assertThat(quarantine()).isEmpty();
    }
  }

  private void replay() {
    LocalProcess.Ended replay =
        LocalProcess.run("quarantine", "replay", "--data", data().toString());
    assertThat(replay.code()).as(replay.err()).isZero();
  }
}
