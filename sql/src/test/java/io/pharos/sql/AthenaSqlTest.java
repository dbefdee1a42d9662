package io.pharos.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.core.definition.Column;
import io.pharos.core.definition.ColumnType;
import io.pharos.core.definition.TableName;
import io.pharos.core.query.QueryResult.ResultColumn;
import io.pharos.core.query.SqlTemplate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AthenaSqlTest {
  private static final Columns COLUMNS =
      new Columns(
          table ->
              Optional.of(
                  List.of(
                      Column.optional("quantity", ColumnType.Scalar.INT),
                      Column.optional("x", ColumnType.Scalar.STRING))),
          Map.of());

  static Stream<Arguments> refused() {
    return Fixtures.pairs("refused.psv");
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatIsNoQueryOfTheLakeIsRefusedWithItsPlace(String sql, String message) {
    assertThatThrownBy(() -> AthenaSql.parse(sql).toDuckDb(Optional.empty(), COLUMNS))
        .isInstanceOf(SqlRefused.class)
        .hasMessageMatching("(?s)line \\d+:\\d+: .*")
        .hasMessageContaining(message);
  }

  @Test
  void aRefusalNamesLineAndColumn() {
    assertThatThrownBy(() -> AthenaSql.parse("select 1,\n  frobnicate(2)"))
        .isInstanceOfSatisfying(
            SqlRefused.class,
            refused -> {
              assertThat(refused.line()).isEqualTo(2);
              assertThat(refused.column()).isEqualTo(3);
              assertThat(refused).hasMessageContaining("the function frobnicate");
            });
  }

  @Test
  void aStatementThatIsNestedTooDeeplyIsRefused() {
    String nested = "select " + "(".repeat(20_000) + "1" + ")".repeat(20_000);

    assertThatThrownBy(() -> AthenaSql.parse(nested)).isInstanceOf(SqlRefused.class);
  }

  @Test
  void aStatementOverAthenasLimitIsRefused() {
    assertThatThrownBy(() -> AthenaSql.parse("select '" + "x".repeat(AthenaSql.MAX_BYTES) + "'"))
        .isInstanceOf(SqlRefused.class)
        .hasMessageContaining("262144");
  }

  @Test
  void expressionsWithoutANameAreNamedAsInAthena() {
    DuckDbSelect select =
        AthenaSql.parse("select 1, count(*), 'a' as X").toDuckDb(Optional.empty(), COLUMNS);

    assertThat(select.columns())
        .containsExactly(
            new ResultColumn("_col0", "integer"),
            new ResultColumn("_col1", "bigint"),
            new ResultColumn("X", "varchar(1)"));
  }

  @Test
  void knowsTheTablesThatAreRead() {
    AthenaSql sql =
        AthenaSql.parse(
            "with c as (select * from clicks) select * from c join shop.orders on true"
                + " where exists (select 1 from result)");

    assertThat(sql.tables(Optional.of("advertising"), Set.of("result")))
        .containsExactly(TableName.parse("advertising.clicks"), TableName.parse("shop.orders"));
  }

  @Test
  void namesEachTableWithItsDatabaseAndLeavesTheRest() {
    AthenaSql sql =
        AthenaSql.parse(
            SqlTemplate.parse(
                "select clicks.x -- clicks\n"
                    + "from clicks where at >= ${window_start} and s = 'clicks'"));

    assertThat(sql.qualified(Optional.of("advertising"), Set.of()))
        .isEqualTo(
            "select clicks.x -- clicks\n"
                + "from \"advertising\".\"clicks\" where at >= ${window_start} and s = 'clicks'");
  }
}
