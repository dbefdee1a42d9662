package io.pharos.aws.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.pharos.aws.glue.WorkTables.WorkTable;
import io.pharos.aws.testing.Endpoint;
import io.pharos.aws.testing.NeedsEndpoint;
import io.pharos.core.query.Statement.Rows;
import io.pharos.core.testing.Tables;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Table;

@NeedsEndpoint
class WorkTablesTest {
  private static final String FOLDER = "lake/shop/sales/day=2026-11-21/run=1/";
  private static final Rows ROWS = new Rows(FOLDER, Tables.SALES.columns());

  private Endpoint endpoint;
  private GlueClient glue;
  private WorkTables tables;

  @BeforeEach
  void open() {
    endpoint = Endpoint.open();
    endpoint.createDatabase("shop");
    glue = endpoint.glue();
    tables = new WorkTables(glue, endpoint.names(), "the-lake");
  }

  @AfterEach
  void close() {
    tables.drop(FOLDER);
    endpoint.close();
  }

  @Test
  void namesATableAfterItsFolderInTheDatabaseOfTheFolder() {
    WorkTable table = tables.over(FOLDER);

    assertThat(table.database()).isEqualTo(endpoint.names().database("shop"));
    assertThat(table.table()).matches("pharos_work_[0-9a-f]{32}");
    assertThat(table.sql()).isEqualTo("\"" + table.database() + "\".\"" + table.table() + "\"");
    assertThat(tables.over(FOLDER)).isEqualTo(table);
    assertThat(tables.over("lake/shop/sales/day=2026-11-21/run=2/")).isNotEqualTo(table);
    assertThat(tables.url(FOLDER)).isEqualTo("s3://the-lake/" + FOLDER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lake", "lake/shop", "raw/shop/sales/", "/lake/shop/sales/"})
  void takesFoldersOfTheLakeOnly(String folder) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tables.over(folder))
        .withMessage("'" + folder + "' is not a folder of the lake");
  }

  @Test
  void createsATableOfParquetOverAFolder() {
    WorkTable created = tables.create(ROWS);

    assertThat(created).isEqualTo(tables.over(FOLDER));
    Table table = table(created);
    assertThat(table.tableType()).isEqualTo("EXTERNAL_TABLE");
    assertThat(table.parameters()).containsEntry("classification", "parquet");
    assertThat(table.storageDescriptor().location()).isEqualTo("s3://the-lake/" + FOLDER);
    assertThat(table.storageDescriptor().inputFormat()).endsWith("MapredParquetInputFormat");
    assertThat(table.storageDescriptor().outputFormat()).endsWith("MapredParquetOutputFormat");
    assertThat(table.storageDescriptor().serdeInfo().serializationLibrary())
        .endsWith("ParquetHiveSerDe");
    assertThat(table.storageDescriptor().columns())
        .extracting(Column::name, Column::type)
        .containsExactly(
            tuple("product", "string"),
            tuple("pieces", "int"),
            tuple("price", "decimal(9,2)"),
            tuple("sold_at", "timestamp"));
  }

  @Test
  void takesATableThatIsThere() {
    tables.create(ROWS);

    assertThat(tables.create(ROWS)).isEqualTo(tables.over(FOLDER));
    assertThat(names()).containsExactly(tables.over(FOLDER).table());
  }

  @Test
  void dropsATableAndNoneThatIsNotThere() {
    tables.create(ROWS);
    tables.create(new Rows("lake/shop/other/", Tables.SALES.columns()));
    tables.drop(FOLDER);
    tables.drop(FOLDER);

    assertThat(names()).containsExactly(tables.over("lake/shop/other/").table());
    tables.drop("lake/shop/other/");
  }

  private Table table(WorkTable work) {
    return glue.getTable(get -> get.databaseName(work.database()).name(work.table())).table();
  }

  private List<String> names() {
    return glue
        .getTables(get -> get.databaseName(endpoint.names().database("shop")))
        .tableList()
        .stream()
        .map(Table::name)
        .toList();
  }
}
