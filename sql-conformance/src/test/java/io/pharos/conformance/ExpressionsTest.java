package io.pharos.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.embedded.query.EngineMessages;
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
        "2147483647 + 1",
        "cast(1000 as tinyint)",
        "cast(12.34 as decimal(3,3))",
        "cast(decimal '12345678901234567890.1' as decimal(10,2))",
        "map(array[1, 1], array[2, 3])",
        "map(array[null], array[1])",
        "from_hex('zz')",
        "from_base64('x!')",
        "codepoint('')",
        "repeat(1, -1)",
        "trim_array(array[1], 2)",
        "from_base('z', 10)",
        "bit_count(200, 8)",
        "split_to_map('a=1,a=2', ',', '=')",
        "split_to_multimap('a', ',', '=')",
        "split('abc', '', 1)",
        "from_hex('4')",
        "decimal '99999999999999999999999999999999999999' % 0.005",
        "repeat(cast('x' as integer), 0)",
        "sequence(1, 10001)",
        "sequence(date '1900-01-01', date '2024-01-01')",
        "sequence(date '2024-01-05', date '2024-01-03', interval '1' day)",
        "sequence(date '2024-01-05', date '2023-01-03', interval '1' month)",
        "parse_datetime('2024-05-07 +0200', 'yyyy-MM-dd Z')",
        "0.005 - decimal '99999999999999999999999999999999999999'",
        "(select y from (values 1, 2) t(y))",
        "(select max(a) from (select a from (values array[null, 1], array[2]) t(a) order by a nulls first limit 1))",
        "split_to_map('a', ',', '=')",
        "array_max(array[row(1, null)])",
        "(select max(a) from (values array[1, null]) t(a))",
        "(select y from (values (1, 2)) t(x, y) group by x)",
        "try_cast(1 / 0 as varchar)",
        "typeof(1 / 0)",
        "array_sort(array[1, 2], (a, b) -> 1)",
        "array_sort(array[1, 2], (a, b) -> a - b * 2)",
        "format_datetime(timestamp '2024-05-07 13:08:09', 'Z')",
        "format_datetime(timestamp '2024-05-07 13:08:09', 'q')",
        "(select nth_value(x, 0) over (order by x) from (values 1) t(x))",
        "cast(1 as decimal(38,20)) * cast(1 as decimal(38,20))",
        "(select lead(x, y) over (order by x) from (values (1, cast(null as bigint))) t(x, y))"
      })
  void whatHasNoValueFailsInOurWords(String expression) {
    assertThatThrownBy(() -> engine.rows("select " + expression))
        .isInstanceOf(SQLException.class)
        .satisfies(failure -> assertThat(EngineMessages.inOurWords(failure)).isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reduce(array['a'], 'bb', (s, x) -> 'c', s -> s)",
        "reduce(array[1], 1e0, (s, x) -> x, s -> s)",
        "filter(array[1], x -> null)",
        "(select sum(x) from (values 1) t(x) where sum(x) > 1)",
        "(select x from (values 1) t(x) where row_number() over () > 1)",
        "array_max(array[map(array[1], array[1])])",
        "listagg(cast('a' as char(3)), ',') within group (order by 1)",
        "row_number() over (order by 1 rows between 1 preceding and current row)",
        "map_agg(1, 2) over ()",
        "map_union(map(array[1], array[2])) over ()",
        "cast(cast('abc' as char(3)) as json)",
        "cast(uuid '00000000-0000-0000-0000-000000000000' as json)",
        "json '1' > all (select json '2')"
      })
  void whatAthenaRefusesForItsTypesNeverRuns(String expression) {
    assertThatThrownBy(() -> engine.rows("select " + expression)).isInstanceOf(SqlRefused.class);
  }
}
