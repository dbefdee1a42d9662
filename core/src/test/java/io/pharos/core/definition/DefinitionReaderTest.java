package io.pharos.core.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.core.definition.CurationDefinition.Output;
import io.pharos.core.definition.CurationDefinition.Serve;
import io.pharos.core.definition.DatabaseDefinition.Ratio;
import io.pharos.core.definition.TableDefinition.Csv;
import io.pharos.core.definition.TableDefinition.Flush;
import io.pharos.core.definition.TableDefinition.Format;
import io.pharos.core.definition.TableDefinition.Kind;
import io.pharos.core.definition.TableDefinition.Partitioning;
import io.pharos.core.definition.TableDefinition.Stream;
import io.pharos.core.schedule.Schedules;
import io.pharos.core.shape.InvalidFiles;
import io.pharos.core.window.Windows;
import io.pharos.core.window.Windows.Unit;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionReaderTest {
  private static final long MEGABYTE = 1024 * 1024;

  @Test
  void aMinimalStreamingTableHasTheDefaultsOfTheService() {
    Definitions minimal = Fixtures.read("minimal");

    assertThat(table(minimal, "shop.orders"))
        .isEqualTo(
            new TableDefinition(
                TableName.parse("shop.orders"),
                Kind.STREAMING,
                "",
                List.of(Column.optional("ordered_at", ColumnType.Scalar.TIMESTAMP)),
                Optional.empty(),
                Optional.of("ordered_at"),
                new Stream(1),
                new Flush(Duration.ofMinutes(15), 64 * MEGABYTE),
                Optional.of(
                    new Partitioning("inserted_at", Schedules.parse("rate(1 hour)"), 12, 48)),
                Format.PARQUET,
                Optional.empty(),
                List.of()));
  }

  @Test
  void aDatabaseWithoutAFileHasTheDefaultNamespace() {
    assertThat(Fixtures.read("minimal").databases())
        .containsExactly(
            Map.entry("shop", new DatabaseDefinition("shop", "", "Warehouse/Shop", List.of())));
  }

  @Test
  void withoutACurationFolderThereAreNoCurations() {
    assertThat(Fixtures.read("minimal").curations()).isEmpty();
  }

  @Test
  void anotherFolderOfCurationsMustBeThere(@TempDir Path folder) throws IOException {
    Path tables = Files.createDirectory(folder.resolve("tables"));

    assertThatThrownBy(() -> DefinitionReader.read(tables, folder.resolve("curation")))
        .isInstanceOf(InvalidFiles.class)
        .hasMessageContaining("curation")
        .hasMessageContaining("there is no such folder");
    assertThat(DefinitionReader.read(tables, folder.resolve("curations")).curations()).isEmpty();
  }

  @Test
  void everyKeyOfATableIsRead() {
    TableDefinition orders = table(Fixtures.read("extended"), "shop.orders");

    assertThat(orders.description()).isEqualTo("Somebody ordered");
    assertThat(orders.columns())
        .map(column -> column.name() + " " + column.type().glueName())
        .containsExactly(
            "order_id string",
            "ordered_at timestamp",
            "amount decimal(18,2)",
            "lines array<struct<sku:string,count:int>>",
            "state string",
            "code string",
            "labels map<string,array<bigint>>");
    assertThat(orders.columns().getFirst())
        .isEqualTo(
            new Column("order_id", ColumnType.Scalar.STRING, "Of the order", true, true, false));
    assertThat(orders.columns().get(1).required()).isTrue();
    assertThat(orders.id()).contains("order_id");
    assertThat(orders.stream().onDemand()).isTrue();
    assertThat(orders.flush()).isEqualTo(new Flush(Duration.ofMinutes(5), 128 * MEGABYTE));
    assertThat(orders.partition())
        .contains(new Partitioning("arrived", Schedules.parse("cron(5 * * * ? *)"), 24, 0));
    assertThat(orders.format()).isEqualTo(Format.JSON);
  }

  @Test
  void everyConstraintOfAColumnIsRead() {
    TableDefinition orders = table(Fixtures.read("extended"), "shop.orders");

    assertThat(orders.column("order_id").orElseThrow().constraints()).isEqualTo(Constraints.NONE);
    assertThat(orders.column("amount").orElseThrow().constraints())
        .isEqualTo(
            new Constraints(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new BigDecimal("0")),
                Optional.of(new BigDecimal("99999999999999.99")),
                List.of()));
    assertThat(orders.column("state").orElseThrow().constraints().values())
        .containsExactly("new", "on", "2");
    assertThat(orders.column("code").orElseThrow().constraints())
        .isEqualTo(
            new Constraints(
                Optional.of(2),
                Optional.of(8),
                Optional.of("[A-Z]+[0-9]*"),
                Optional.empty(),
                Optional.empty(),
                List.of()));
  }

  @Test
  void everyKindOfTableIsRead() {
    Definitions extended = Fixtures.read("extended");

    assertThat(table(extended, "shop.daily").partitionKey()).contains("day");
    assertThat(table(extended, "shop.customers").csv()).contains(new Csv(';', false, '\'', "\\N"));
    assertThat(table(extended, "shop.customers").primaryKey()).containsExactly("customer_id");
    assertThat(table(extended, "shop.countries").partitionKey()).isEmpty();
    assertThat(extended.streamingTables())
        .map(table -> table.name().table())
        .containsExactly("orders", "returns");
  }

  @Test
  void everyKeyOfADatabaseIsRead() {
    assertThat(Fixtures.read("extended").databases())
        .containsEntry(
            "shop",
            new DatabaseDefinition(
                "shop",
                "A shop",
                "Company/Shop",
                List.of(new Ratio("ReturnRate", "returns", "orders"))));
  }

  @Test
  void everyKeyOfACurationIsRead() {
    assertThat(curation(Fixtures.read("extended"), "shop.daily"))
        .isEqualTo(
            new CurationDefinition(
                CurationName.parse("shop.daily"),
                "Orders of a day",
                Optional.of(Schedules.parse("cron(0 6 ? * MON-FRI *)", ZoneId.of("Europe/Berlin"))),
                false,
                List.of(TableName.parse("shop.orders"), TableName.parse("shop.customers")),
                new Windows(Unit.DAY, Duration.ofHours(2), 7),
                Map.of(
                    "least",
                    10L,
                    "rate",
                    new BigDecimal("1.25"),
                    "country",
                    "DE",
                    "open",
                    true,
                    "code",
                    "0123"),
                new Output(
                    TableName.parse("shop.daily"),
                    Optional.of(new Serve(new ServedName("shop", "sales"), "shop", "day"))),
                Duration.ofSeconds(90),
                "select shop, orders from shop.orders\n"));
  }

  @Test
  void aCurationWithoutTheOptionalKeysRunsWhenItsInputsAreThere() {
    CurationDefinition monthly = curation(Fixtures.read("extended"), "shop.monthly");

    assertThat(monthly.schedule()).isEmpty();
    assertThat(monthly.enabled()).isTrue();
    assertThat(monthly.parameters()).isEmpty();
    assertThat(monthly.timeout()).isEqualTo(Duration.ofMinutes(30));
    assertThat(monthly.window())
        .as("its slowest input, returns, is filed every 900 s")
        .isEqualTo(new Windows(Unit.MONTH, Duration.ofMinutes(30), 0));
  }

  @Test
  void textsAreReadLikeFiles() {
    Definitions definitions =
        DefinitionReader.read(
            Map.of("web_shop/codes.yaml", "{kind: static, columns: [{name: code, type: string}]}"),
            Map.of());

    assertThat(definitions.tables()).containsOnlyKeys(TableName.parse("web_shop.codes"));
    assertThat(definitions.databases().get("web_shop"))
        .isEqualTo(new DatabaseDefinition("web_shop", "", "Warehouse/WebShop", List.of()));
  }

  private static TableDefinition table(Definitions definitions, String name) {
    return definitions.table(TableName.parse(name)).orElseThrow();
  }

  private static CurationDefinition curation(Definitions definitions, String name) {
    return Optional.ofNullable(definitions.curations().get(CurationName.parse(name))).orElseThrow();
  }
}
