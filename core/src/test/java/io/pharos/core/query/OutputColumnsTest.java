package io.pharos.core.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pharos.core.definition.ColumnType;
import io.pharos.core.definition.ColumnTypeParser;
import io.pharos.core.testing.Tables;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class OutputColumnsTest {
  private final OutputColumns sales =
      new OutputColumns(Tables.SALES.name(), Tables.SALES.columns());

  @Test
  void areTakenByNameInAnyOrder() {
    assertThatCode(() ->
            sales.require(
                List.of(
                    column("sold_at", "date"),
                    column("PRICE", "integer"),
                    column("pieces", "smallint"),
                    column("product", "unknown"))))
        .hasMessageContaining("column 'price' is integer and the table's is decimal(9,2)");
    assertThatCode(() ->
            sales.require(
                List.of(
                    column("sold_at", "date"),
                    column("PRICE", "smallint"),
                    column("pieces", "tinyint"),
                    column("product", "unknown"))))
        .doesNotThrowAnyException();
  }

  @Test
  void allThatDifferAreNamedWithBothTypes() {
    assertThatExceptionOfType(RefusedStatement.class)
        .isThrownBy(() ->
            sales.require(
                List.of(
                    column("pieces", "double"),
                    column("price", "decimal(10,3)"),
                    column("price", "decimal(9,2)"),
                    column("product", "bigint"),
                    column("day", "varchar"))))
        .withMessage(
            "the query's columns are not those of shop.sales (product, pieces, price, sold_at):"
                + " column 'price' comes twice;"
                + " column 'product' is bigint and the table's is varchar, cast it;"
                + " column 'pieces' is double and the table's is integer, cast it;"
                + " column 'price' is decimal(10,3) and the table's is decimal(9,2), cast it;"
                + " column 'sold_at' is missing;"
                + " the table has no column 'day'");
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/query/widening.csv", delimiter = ';', useHeadersInDisplayName = true)
  void aTypeFitsAColumnThatHoldsItsValuesAsTheyAre(String type, String column, boolean fits) {
    ColumnType wanted = ColumnTypeParser.parse(column);

    assertThat(Widening.fits(SqlType.parse(type), wanted)).isEqualTo(fits);
  }

  private static QueryColumn column(String name, String type) {
    return new QueryColumn(name, SqlType.parse(type));
  }
}
