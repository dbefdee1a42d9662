package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedLineIT {
  private static final String TABLE =
      """
      kind: streaming
      columns:
        - {name: number, type: int}
        - {name: at, type: timestamp, required: true}
      event_time: at
      """;

  @TempDir Path folder;

  @Test
  void anAcceptedLineThatTheEngineRefusesDoesNotHoldUpTheRest() throws IOException {
    Home home = Home.empty(folder).write("tables/shop/orders.yaml", TABLE);
    Path stream = Files.createDirectories(folder.resolve("data/stream/shop/orders"));
    Files.writeString(
        stream.resolve("20261121T09-019aa5b0-0000-7000-8000-000000000001.jsonl"),
        line("1") + line("99999999999") + line("3") + "{\"number\":4,\"at\":\"2026-11-");

    try (LocalProcess warehouse = LocalProcess.up(home.path(), folder.resolve("data"))) {
      assertThat(warehouse.sql("select number from shop.orders order by number"))
          .map(row -> row.get("number").asInt())
          .containsExactly(1, 3);
      JsonNode kept = LocalProcess.json(warehouse.get("/api/quarantine").body());
      assertThat(kept).hasSize(1);
      assertThat(kept.get(0).path("reason").asText()).isEqualTo("ConversionFailed");
      assertThat(kept.get(0).path("event").asText() + "\n").isEqualTo(line("99999999999"));
      assertThat(stream).isEmptyDirectory();
    }
  }

  private static String line(String number) {
    return "{\"number\":"
        + number
        + ",\"at\":\"2026-01-15 09:41:00.000\",\"received_at\":\"2026-01-15 09:41:00.000\"}\n";
  }

  @Test
  void whatWasRefusedIsReplayedOnceTheDefinitionIsMended() {
    Home home = Home.empty(folder).write("tables/shop/orders.yaml", TABLE);
    Path data = folder.resolve("data");
    try (LocalProcess warehouse = LocalProcess.up(home.path(), data)) {
      warehouse.post(
          "/shop/orders",
          "{\"orders\":[{\"number\":1,\"note\":\"hello\",\"at\":\"2026-01-15 09:41:00\"}]}");
      assertThat(LocalProcess.json(warehouse.get("/api/quarantine").body())).hasSize(1);
      assertThat(warehouse.stop()).isZero();
    }

    home.write(
        "tables/shop/orders.yaml",
        TABLE.replace("event_time", "  - {name: note, type: string}\nevent_time"));
    LocalProcess.Ended replay =
        LocalProcess.run(
            home.path(), "quarantine", "replay", "--data", data.toString(), "--format", "json");
    LocalProcess.Ended query =
        LocalProcess.run(
            home.path(),
            "sql",
            "--data",
            data.toString(),
            "--format",
            "csv",
            "select number, note from shop.orders");

    assertThat(LocalProcess.json(replay.out()).get(0).path("replayed").asInt()).isEqualTo(1);
    assertThat(query.out()).isEqualToNormalizingNewlines("number,note\n1,hello\n");
  }
}
