package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A warehouse of more tables than its memory has room for a buffer each. */
class ManyTablesIT {
  private static final int TABLES = 400;

  @TempDir private Path folder;

  @Test
  void startsAndTakesEventsOfThemAll() throws IOException {
    Home home = Home.empty(folder);
    String definition = definition();
    for (int i = 0; i < TABLES; i++) {
      home.write("tables/shop/orders_" + i + ".yaml", definition);
    }

    try (LocalProcess warehouse = LocalProcess.up(home.path(), folder.resolve("data"))) {
      for (int i = 0; i < TABLES; i++) {
        Beacon beacon = new Beacon("shop", "orders_" + i, "order_id", Map.of());
        String event =
            "{\"item\":\"lamp\",\"quantity\":" + i + ",\"placed_at\":\"2024-02-29 12:00:00\"}";
        assertThat(warehouse.post(beacon, event).body()).contains("\"failed\":false");
      }
      assertThat(
              warehouse.sql(
                  "select a.quantity + b.quantity as sum from shop.orders_0 a, shop.orders_"
                      + (TABLES - 1)
                      + " b"))
          .singleElement()
          .satisfies(row -> assertThat(row.path("sum").asInt()).isEqualTo(TABLES - 1));
      assertThat(warehouse.stop()).isZero();
    }
  }

  private static String definition() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ManyTablesIT.class.getResourceAsStream("orders.yaml"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
