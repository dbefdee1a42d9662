package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderIT {
  private static final String ORDERS =
      """
      kind: streaming
      columns:
        - {name: number, type: int}
        - {name: at, type: timestamp, required: true}
      event_time: at
      """;
  @TempDir Path folder;

  @Test
  void aSecondWarehouseIsToldWhoHoldsTheFolder() {
    Path data = folder.resolve("data");
    try (LocalProcess first = LocalProcess.up(data);
        LocalProcess second = LocalProcess.start(LocalProcess.ROOT, data)) {
      assertThat(second.awaitEnd()).isEqualTo(1);
      assertThat(second.output())
          .contains("in use")
          .contains(Long.toString(first.pid()))
          .contains(first.url().toString());
      assertThat(first.get("/q/health/ready").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aFolderOfANewerVersionIsRefusedAndLeftAsItIs() throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(data.resolve("VERSION"), "2\n");

    try (LocalProcess refused = LocalProcess.start(LocalProcess.ROOT, data)) {
      assertThat(refused.awaitEnd()).isEqualTo(1);
      assertThat(refused.output()).contains("newer Pharos").contains("update Pharos");
    }
    assertThat(Files.readString(data.resolve("VERSION"))).isEqualTo("2\n");
    assertThat(data.resolve("state.db")).doesNotExist();
  }

  @Test
  void aFolderThatAKilledProcessHeldIsFree() {
    Path data = folder.resolve("data");
    try (LocalProcess first = LocalProcess.up(data)) {
      first.kill();
    }
    try (LocalProcess second = LocalProcess.up(data)) {
      assertThat(second.stop()).isZero();
    }
  }

  @Test
  void aColumnThatFilesHoldCanNeitherGoNorChangeItsType() {
    Home home = Home.empty(folder).write("tables/shop/orders.yaml", ORDERS);
    file(home, 7);

    home.write("tables/shop/orders.yaml", ORDERS.replace("type: int", "type: string"));
    assertThat(refusal(home))
        .contains("shop/orders.yaml")
        .contains("'number' is string")
        .contains("as int")
        .contains("change it back");

    home.write("tables/shop/orders.yaml", ORDERS.replace("  - {name: number, type: int}\n", ""));
    assertThat(refusal(home)).contains("'number' is gone").contains("put it back as int");
  }

  @Test
  void aColumnCanBeAddedAndOlderRowsReadAsNull() {
    Home home = Home.empty(folder).write("tables/shop/orders.yaml", ORDERS);
    file(home, 7);
    home.write(
        "tables/shop/orders.yaml",
        ORDERS.replace("event_time", "  - {name: note, type: string}\nevent_time"));

    try (LocalProcess warehouse = LocalProcess.up(home.path(), folder.resolve("data"))) {
      warehouse.post(
          "/shop/orders",
          "{\"orders\":[{\"number\":8,\"note\":\"new\",\"at\":\"2026-01-15 09:41:00\"}]}");

      assertThat(warehouse.sql("select number, note from shop.orders order by number"))
          .map(Object::toString)
          .containsExactly("{\"number\":7,\"note\":null}", "{\"number\":8,\"note\":\"new\"}");
    }
  }

  private void file(Home home, int number) {
    try (LocalProcess warehouse = LocalProcess.up(home.path(), folder.resolve("data"))) {
      assertThat(
              warehouse
                  .post(
                      "/shop/orders",
                      "{\"orders\":[{\"number\":" + number + ",\"at\":\"2026-01-15 09:41:00\"}]}")
                  .statusCode())
          .isEqualTo(200);
      assertThat(warehouse.sql("select number from shop.orders")).hasSize(1);
      assertThat(warehouse.stop()).isZero();
    }
  }

  private String refusal(Home home) {
    try (LocalProcess refused = LocalProcess.start(home.path(), folder.resolve("data"))) {
      assertThat(refused.awaitEnd()).isEqualTo(1);
      return refused.output();
    }
  }
}
