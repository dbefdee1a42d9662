package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table's file may grow by a column; it may not contradict the data that is there. */
class SchemaIT {
  private static final Beacon ORDERS = new Beacon("shop", "orders", "order_id", Map.of());
  private static final String FIRST =
      """
      {"item": "lamp", "quantity": 3, "placed_at": "2024-02-29 12:00:00"}\
      """;
  private static final String SECOND =
      """
      {"item": "desk", "note": "by noon", "placed_at": "2024-02-29 12:00:01"}\
      """;

  @TempDir Path folder;

  @BeforeEach
  void fileAnOrder() {
    try (LocalProcess warehouse = LocalProcess.up(home("orders.yaml").path(), data())) {
      assertThat(warehouse.post(ORDERS, FIRST).statusCode()).isEqualTo(200);
      assertThat(warehouse.sql("select item from shop.orders")).hasSize(1);
      assertThat(warehouse.stop()).isZero();
    }
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Home home(String table) {
    return Home.empty(folder).table("shop/orders", table);
  }

  @Test
  void anotherTypeIsRefused() {
    assertRefused("orders-retyped.yaml", "'quantity' is bigint", "as int", "change it back");
  }

  @Test
  void aDroppedColumnIsRefused() {
    assertRefused("orders-dropped.yaml", "'quantity' is gone", "put it back as int");
  }

  private void assertRefused(String table, String... said) {
    try (LocalProcess refused = LocalProcess.start(home(table).path(), data())) {
      assertThat(refused.awaitEnd()).isEqualTo(1);
      assertThat(refused.output()).contains("shop/orders.yaml").contains(said);
    }
    try (LocalProcess warehouse = LocalProcess.up(home("orders.yaml").path(), data())) {
      assertThat(warehouse.query("select quantity from shop.orders"))
          .map(row -> row.path("quantity").asInt())
          .containsExactly(3);
    }
  }

  @Test
  void aNewColumnIsNullInOldRows() {
    try (LocalProcess warehouse = LocalProcess.up(home("orders-extended.yaml").path(), data())) {
      assertThat(warehouse.post(ORDERS, SECOND).statusCode()).isEqualTo(200);

      assertThat(warehouse.sql("select item, note from shop.orders").stream().collect(noteByItem()))
          .isEqualTo(Map.of("lamp", "null", "desk", "by noon"));
    }
  }

  private static java.util.stream.Collector<JsonNode, ?, Map<String, String>> noteByItem() {
    Function<JsonNode, String> item = row -> row.path("item").asText();
    return Collectors.toMap(item, row -> row.path("note").asText());
  }
}
