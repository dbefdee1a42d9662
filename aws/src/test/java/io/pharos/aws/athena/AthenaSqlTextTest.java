package io.pharos.aws.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pharos.aws.glue.WorkTables;
import io.pharos.aws.testing.Endpoint;
import io.pharos.core.definition.Column;
import io.pharos.core.definition.ColumnType;
import io.pharos.core.definition.ColumnType.Scalar;
import io.pharos.core.definition.TableName;
import io.pharos.core.deployment.StackNames;
import io.pharos.core.query.RefusedStatement;
import io.pharos.core.query.Statement;
import io.pharos.core.query.Statement.Rows;
import io.pharos.core.testing.Tables;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.glue.GlueClient;

/** Writes text only: nothing listens where its client would go. */
class AthenaSqlTextTest {
  private static final String FOLDER = "lake/shop/sales/day=2026-11-21/run=1/";
  private static final TableName NAME = Tables.SALES.name();
  private static final Rows ROWS = new Rows(FOLDER, Tables.SALES.columns());

  private final WorkTables tables =
      new WorkTables(
          Endpoint.clients(URI.create("http://127.0.0.1:1"), Duration.ofSeconds(1))
              .build(Endpoint.ours(GlueClient.builder())),
          StackNames.of("my-stack"),
          "the-lake");
  private final AthenaSqlText text = new AthenaSqlText(tables);

  @Test
  void writesRowsIntoAWorkTableOverTheirFolder() {
    assertThat(text.of(materialize("SELECT *\nFROM x -- all of them", ROWS)))
        .isEqualTo(
            """
            CREATE TABLE "my_stack_shop"."pharos_work_0a29de0de3048e2e0ce2ed9da1886ba9" WITH (
              format = 'PARQUET', write_compression = 'ZSTD', external_location = 's3://the-lake/lake/shop/sales/day=2026-11-21/run=1/'
            ) AS SELECT
              CAST("product" AS varchar) AS "product",
              CAST("pieces" AS int) AS "pieces",
              CAST("price" AS decimal(9,2)) AS "price",
              CAST("sold_at" AS timestamp(3)) AS "sold_at"
            FROM (
            SELECT *
            FROM x -- all of them
            ) AS source\
            """);
  }

  @Test
  void asksForTheColumnsOfAQueryAndReadsNoRows() {
    assertThat(text.of(new Statement.Describe("SELECT *\nFROM x -- all", NAME, columns())))
        .isEqualTo(
            """
            SELECT described.*
            FROM (VALUES 1) AS one (one)
            LEFT JOIN (
            SELECT * FROM (
            SELECT *
            FROM x -- all
            ) LIMIT 0
            ) AS described ON true\
            """);
  }

  @Test
  void asksForTheWholeTypeOfAColumnThatHasParts() {
    List<Column> parts =
        List.of(
            Column.optional("n", new ColumnType.Decimal(5, 2)),
            Column.optional("list", new ColumnType.Array(Scalar.INT)),
            Column.optional("tags", new ColumnType.Map(Scalar.STRING)));

    assertThat(text.of(new Statement.Describe("SELECT 1", NAME, parts)))
        .startsWith(
            "SELECT described.*, typeof(described.\"list\") AS \"type of list\","
                + " typeof(described.\"tags\") AS \"type of tags\"\nFROM");
  }

  private static List<Column> columns() {
    return Tables.SALES.columns();
  }

  @Test
  void takesSqlWithSignsOfAFormat() {
    assertThat(text.of(materialize("SELECT '%s %d %n' LIKE '%'", ROWS)))
        .contains("SELECT '%s %d %n' LIKE '%'");
  }

  @ParameterizedTest
  @EnumSource(Scalar.class)
  void namesAScalarAsQueriesDo(Scalar scalar) {
    assertThat(AthenaSqlText.type(scalar))
        .isEqualTo(
            switch (scalar) {
              case STRING -> "varchar";
              case FLOAT -> "real";
              case TIMESTAMP -> "timestamp(3)";
              case BOOLEAN -> "boolean";
              case TINYINT -> "tinyint";
              case SMALLINT -> "smallint";
              case INT -> "int";
              case BIGINT -> "bigint";
              case DOUBLE -> "double";
              case DATE -> "date";
            });
  }

  @Test
  void namesANestedTypeAsQueriesDo() {
    ColumnType place =
        new ColumnType.Struct(
            List.of(
                new ColumnType.Field("lat", Scalar.DOUBLE),
                new ColumnType.Field(
                    "names", new ColumnType.Map(new ColumnType.Array(Scalar.FLOAT))),
                new ColumnType.Field("price", new ColumnType.Decimal(38, 10))));

    assertThat(AthenaSqlText.type(new ColumnType.Array(place)))
        .isEqualTo(
            "array(row(\"lat\" double, \"names\" map(varchar, array(real)), \"price\""
                + " decimal(38,10)))");
  }

  @Test
  void leavesASelectWithoutNamesAsItIs() {
    assertThat(text.of(new Statement.Select("SELECT 1"))).isEqualTo("SELECT 1");
  }

  @Test
  void readsANameOfASelectFromItsWorkTable() {
    assertThat(text.of(new Statement.Select("SELECT * FROM result", Map.of("result", ROWS))))
        .isEqualTo(
            """
            WITH "result" AS (SELECT * FROM "my_stack_shop"."%s")
            SELECT * FROM result\
            """
                .formatted(tables.over(FOLDER).table()));
  }

  @Test
  void readsSeveralNamesInTheirOrder() {
    Rows other = new Rows("lake/shop/other/", List.of(Column.optional("x", Scalar.INT)));

    assertThat(text.of(new Statement.Select("  select 1 FROM b, a", Map.of("b", ROWS, "a", other))))
        .isEqualTo(
            """
            WITH "a" AS (SELECT * FROM "my_stack_shop"."%s"), \
            "b" AS (SELECT * FROM "my_stack_shop"."%s")
              select 1 FROM b, a\
            """
                .formatted(tables.over("lake/shop/other/").table(), tables.over(FOLDER).table()));
  }

  @Test
  void readsANameOfASelectThatHasNamesOfItsOwn() {
    assertThat(
            text.of(
                new Statement.Select(
                    "WITH x AS (SELECT * FROM result) SELECT * FROM x -- end",
                    Map.of("result", ROWS))))
        .isEqualTo(
            """
            WITH "result" AS (SELECT * FROM "my_stack_shop"."%s")
            SELECT * FROM (
            WITH x AS (SELECT * FROM result) SELECT * FROM x -- end
            )\
            """
                .formatted(tables.over(FOLDER).table()));
  }

  @Test
  void takesAQueryOfTheGreatestLength() {
    String longest = "SELECT " + "1".repeat(AthenaSqlText.MAX_BYTES - 7);

    assertThat(text.of(new Statement.Select(longest))).isEqualTo(longest);
  }

  @Test
  void refusesAQueryThatIsTooLong() {
    String longer = "SELECT '" + "\u00E9".repeat(AthenaSqlText.MAX_BYTES / 2 - 4) + "'";

    assertThatExceptionOfType(RefusedStatement.class)
        .isThrownBy(() -> text.of(new Statement.Select(longer)))
        .withMessage("the query is 262145 bytes long and Athena takes 262144; split it");
    assertThatExceptionOfType(RefusedStatement.class)
        .isThrownBy(() -> text.of(materialize("x".repeat(AthenaSqlText.MAX_BYTES), ROWS)))
        .withMessageContaining("bytes long and Athena takes 262144; split it");
  }

  private static Statement.Materialize materialize(String sql, Rows into) {
    return new Statement.Materialize(sql, Tables.SALES.name(), into);
  }
}
