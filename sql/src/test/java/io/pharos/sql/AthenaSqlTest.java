package io.pharos.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.core.definition.TableName;
import io.pharos.core.query.SqlTemplate;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AthenaSqlTest {
  private static Engine engine;

  @BeforeAll
  static void open() throws SQLException {
    engine = Engine.open();
    engine.execute("CREATE SCHEMA " + DuckDbNames.schema("shop"));
    engine.execute(
        create("shop.orders")
            + " SELECT * FROM (VALUES"
            + " ('anna', 1, 10, ['a', 'b']), ('ben', 2, NULL, ['c']),"
            + " ('anna', 3, 20, []), ('ben', 4, 30, NULL)) t(customer, quantity, amount, tags)");
    engine.execute(
        create("shop.customers")
            + " SELECT * FROM (VALUES"
            + " ('anna', 'Bonn'), ('ben', 'Kiel'), ('carl', 'Ulm')) t(name, city)");
    engine.execute(create("shop.visits") + "SELECT 'anna' AS name");
  }

  private static String create(String table) {
    return "CREATE TABLE " + DuckDbNames.table(TableName.parse(table)) + " AS ";
  }

  @AfterAll
  static void close() throws SQLException {
    engine.close();
  }

  static Stream<Arguments> expressions() {
    return Fixtures.pairs("expressions.psv");
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void anExpressionHasTheValueThatAthenaGives(String expression, String value) throws SQLException {
    assertThat(engine.rows("select " + expression)).containsExactly(value);
  }

  static Stream<Arguments> queries() {
    return Fixtures.pairs("queries.psv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"main", "temp", "system", "memory", "pg_catalog"})
  void aDatabaseThatIsCalledAsOneOfTheEnginesIsTheLakes(String database) throws SQLException {
    engine.execute("CREATE SCHEMA " + DuckDbNames.schema(database));
    engine.execute(create(database + ".pg_tables") + "SELECT 1 AS pg_tables");
    String table = database + ".pg_tables";

    assertThat(
            engine.rows(
                "select pg_tables, pg_tables.pg_tables, " + table + ".pg_tables from " + table))
        .containsExactly("1,1,1");
    assertThatThrownBy(() -> engine.rows("select * from " + database + ".pg_views"))
        .isInstanceOf(SQLException.class);
  }

  @ParameterizedTest
  @MethodSource("queries")
  void aQueryHasTheRowsThatAthenaGives(String query, String rows) throws SQLException {
    assertThat(engine.rows(query)).containsExactlyElementsOf(List.of(rows.split(";", -1)));
  }

  static Stream<Arguments> refused() {
    return Fixtures.pairs("refused.psv");
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatIsNoQueryOfTheLakeIsRefusedWithItsPlace(String sql, String message) {
    assertThatThrownBy(() -> AthenaSql.parse(sql).toDuckDb(Optional.empty(), Set.of()))
        .isInstanceOf(SqlRefused.class)
        .hasMessageMatching("(?s)line \\d+:\\d+: .*")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 / 0", "1 % 0", "1e0 / 0", "1.0 / 3", "cast('x' as integer)"})
  void whatHasNoValueFails(String expression) {
    assertThatThrownBy(() -> engine.rows("select " + expression)).isInstanceOf(SQLException.class);
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
    assertThat(AthenaSql.parse("select 1, count(*)").toDuckDb(Optional.empty(), Set.of()))
        .contains("AS \"_col0\"")
        .contains("AS \"_col1\"");
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
