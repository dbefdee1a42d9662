package io.pharos.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.sql.DuckDbNames;
import io.pharos.sql.SqlRefused;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTest {
  private static Engine engine;

  @BeforeAll
  static void open(@TempDir Path data) throws SQLException {
    engine = Engine.open(data);
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
  @MethodSource("queries")
  void aQueryHasTheRowsThatAthenaGives(String query, String rows) throws SQLException {
    assertThat(engine.rows(query)).containsExactlyElementsOf(List.of(rows.split(";", -1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"main", "temp", "system", "memory", "pg_catalog"})
  void aDatabaseThatIsCalledAsOneOfTheEnginesIsTheLakes(String database) throws SQLException {
    String table = database + ".customers";
    engine.execute("CREATE SCHEMA " + DuckDbNames.schema(database));
    engine.execute(Engine.create(table) + "SELECT 'eve' AS name, 'Rome' AS city");

    assertThat(engine.rows("select name, customers.name, " + table + ".city from " + table))
        .containsExactly("eve,eve,Rome");
    assertThatThrownBy(() -> engine.rows("select * from " + database + ".pg_tables"))
        .isInstanceOf(SqlRefused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 / 0",
        "1 % 0",
        "1.0 / 0",
        "cast('x' as integer)",
        "cast(1 as decimal(38,20)) * cast(1 as decimal(38,20))",
        "(select lead(x, y) over (order by x) from (values (1, cast(null as bigint))) t(x, y))"
      })
  void whatHasNoValueFailsInOurWords(String expression) {
    assertThatThrownBy(() -> engine.rows("select " + expression))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("Refusal: ");
  }
}
