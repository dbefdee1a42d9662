package io.pharos.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.aws.Backoff;
import io.pharos.aws.testing.Endpoint;
import io.pharos.aws.testing.NeedsEndpoint;
import io.pharos.core.definition.ServedName;
import io.pharos.core.serving.ServedRow;
import io.pharos.core.serving.ServingTable;
import io.pharos.core.serving.ServingTableContractTest;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NeedsEndpoint
class DynamoDbServingTableTest extends ServingTableContractTest {
  private Endpoint endpoint;
  private DynamoDbServingTable table;

  @BeforeEach
  void open() {
    endpoint = Endpoint.open();
    table =
        new DynamoDbServingTable(
            endpoint.dynamoDb(),
            endpoint.createServingTable(),
            new Backoff(() -> Duration.ofSeconds(10), 5));
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  @Override
  protected ServingTable table() {
    return table;
  }

  @Test
  void findsMoreThanAPageHolds() {
    List<ServedRow> rows =
        IntStream.range(0, 30)
            .mapToObj(
                i -> new ServedRow("a", "%02d".formatted(i), "\"" + "x".repeat(80_000) + "\""))
            .toList();
    table.upsert(ServedName.parse("shop.daily"), rows);

    assertThat(table.query(ServedName.parse("shop.daily"), "a", "00", "99", 100)).isEqualTo(rows);
    assertThat(table.query(ServedName.parse("shop.daily"), "a", "00", "99", 29))
        .isEqualTo(rows.subList(0, 29));
  }

  @Test
  void writesTheLastOfRowsThatComeTwice() {
    table.upsert(
        ServedName.parse("shop.daily"),
        List.of(
            new ServedRow("a", "1", "{\"n\":1}"),
            new ServedRow("a", "2", "{\"n\":2}"),
            new ServedRow("a", "1", "{\"n\":3}")));

    assertThat(table.query(ServedName.parse("shop.daily"), "a", "0", "9", 10))
        .extracting(ServedRow::json)
        .containsExactly("{\"n\":3}", "{\"n\":2}");
    table.delete(
        ServedName.parse("shop.daily"),
        List.of(new ServedRow("a", "1", "{}"), new ServedRow("a", "1", "{}")));
    assertThat(table.query(ServedName.parse("shop.daily"), "a", "0", "9", 10)).hasSize(1);
  }
}
