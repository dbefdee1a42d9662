package io.pharos.core.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pharos.core.catalog.Catalog;
import io.pharos.core.catalog.Partition;
import io.pharos.core.definition.Column;
import io.pharos.core.definition.ColumnType;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.testing.Tables;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link QueryEngine} promises. */
@Timeout(300)
public abstract class QueryEngineContractTest {
  private static final TableDefinition SALES = Tables.SALES;

  /** A trillion rows: more than any engine counts within the time of a test. */
  private static final String ENDLESS =
      "SELECT sum(a * b * c) FROM UNNEST(sequence(1, 10000)) AS x (a)"
          + " CROSS JOIN UNNEST(sequence(1, 10000)) AS y (b)"
          + " CROSS JOIN UNNEST(sequence(1, 10000)) AS z (c)";

  private final String run = "run=" + UUID.randomUUID() + "/";

  /** An engine over {@link Tables#SALES}, which holds nothing; the same one throughout a test. */
  protected abstract QueryEngine engine();

  /** The catalog that says which folders that engine reads. */
  protected abstract Catalog catalog();

  @Test
  void selectsRows() {
    assertThat(select("SELECT x, x * 2 AS twice FROM (VALUES (1), (2), (3)) AS t (x) ORDER BY x"))
        .containsExactly(row(1L, 2L), row(2L, 4L), row(3L, 6L));
  }

  @Test
  void namesTheColumnsOfAResult() {
    String id = succeeded(new Statement.Select("SELECT 1 AS first, 'x' AS second"));
    try (QueryResult result = engine().result(id)) {
      assertThat(result.columns())
          .extracting(QueryResult.ResultColumn::name)
          .containsExactly("first", "second");
      assertThat(result.columns()).noneMatch(column -> column.type().isBlank());
    }
  }

  @Test
  void givesEachValueItsType() {
    assertThat(
            select(
                "SELECT true, CAST(7 AS tinyint), CAST(7 AS bigint), CAST(1.5 AS double),"
                    + " CAST(12.34 AS decimal(5, 2)), 'text', DATE '2026-11-21',"
                    + " TIMESTAMP '2026-11-21 09:30:00.123'"))
        .containsExactly(
            row(
                true,
                7L,
                7L,
                1.5,
                new BigDecimal("12.34"),
                "text",
                LocalDate.of(2026, 11, 21),
                LocalDateTime.of(2026, 11, 21, 9, 30, 0, 123_000_000)));
  }

  @Test
  void givesNullForEveryType() {
    assertThat(
            select(
                "SELECT CAST(NULL AS boolean), CAST(NULL AS bigint), CAST(NULL AS double),"
                    + " CAST(NULL AS decimal(5, 2)), CAST(NULL AS varchar), CAST(NULL AS date),"
                    + " CAST(NULL AS timestamp)"))
        .containsExactly(row(null, null, null, null, null, null, null));
  }

  @Test
  void tellsAnEmptyTextFromNull() {
    assertThat(select("SELECT '', CAST(NULL AS varchar)")).containsExactly(row("", null));
  }

  @Test
  void givesAnEndOnlyAfterTheLastRow() {
    assertThat(select("SELECT x FROM UNNEST(sequence(1, 5000)) AS t (x)")).hasSize(5_000);
    assertThat(select("SELECT 1 WHERE false")).isEmpty();
  }

  @Test
  void readsATableWithoutRows() {
    assertThat(select("SELECT count(*) FROM shop.sales")).containsExactly(row(0L));
    assertThat(select("SELECT product, price, day FROM shop.sales")).isEmpty();
  }

  @Test
  void materializesRowsThatNobodySeesYet() {
    String id = materialize(rows("1"), "1");

    assertThat(engine().status(id))
        .isInstanceOfSatisfying(
            QueryStatus.Succeeded.class, status -> assertThat(status.rows()).isEqualTo(1));
    assertThat(select("SELECT count(*) FROM shop.sales")).containsExactly(row(0L));
  }

  @Test
  void readsRowsOnceTheirPartitionPointsAtThem() {
    String id =
        materialize(
            "SELECT * FROM (VALUES ('pen', 3, DECIMAL '1.50', TIMESTAMP '2026-11-21 09:30:00.123'),"
                + " ('ink', NULL, NULL, NULL)) AS t (product, pieces, price, sold_at)",
            "1");
    publish("1");

    assertThat(engine().status(id))
        .isInstanceOfSatisfying(
            QueryStatus.Succeeded.class, status -> assertThat(status.rows()).isEqualTo(2));
    assertThat(
            select("SELECT product, pieces, price, sold_at, day FROM shop.sales ORDER BY product"))
        .containsExactly(
            row("ink", null, null, null, "2026-11-21"),
            row(
                "pen",
                3L,
                new BigDecimal("1.50"),
                LocalDateTime.of(2026, 11, 21, 9, 30, 0, 123_000_000),
                "2026-11-21"));
  }

  @Test
  void takesColumnsByNameAndCastsThem() {
    materialize(
        "SELECT CAST(NULL AS timestamp) AS sold_at, 2 AS price, CAST(7 AS smallint) AS pieces,"
            + " 'pen' AS product",
        "1");
    publish("1");

    assertThat(select("SELECT product, pieces, price, sold_at FROM shop.sales"))
        .containsExactly(row("pen", 7L, new BigDecimal("2.00"), null));
  }

  @Test
  void readsTheNewRowsOnceAPartitionWasSwitched() {
    materialize(rows("1"), "1");
    publish("1");
    assertThat(select("SELECT pieces FROM shop.sales")).containsExactly(row(1L));

    materialize(rows("2"), "2");
    assertThat(select("SELECT pieces FROM shop.sales")).containsExactly(row(1L));
    publish("2");
    assertThat(select("SELECT pieces FROM shop.sales")).containsExactly(row(2L));
  }

  @Test
  void readsNoRowsOfAPartitionSwitchedToAFolderOfNone() {
    materialize(rows("1"), "1");
    publish("1");
    materialize(rows("1") + " WHERE false", "2");
    publish("2");

    assertThat(select("SELECT count(*) FROM shop.sales")).containsExactly(row(0L));
  }

  @Test
  void readsAFolderByANameOfTheStatement() {
    materialize(rows("1"), "1");

    assertThat(
            rows(
                new Statement.Select(
                    "SELECT sum(pieces) FROM result", Map.of("result", into("1")))))
        .containsExactly(row(1L));
    assertThat(select("SELECT count(*) FROM shop.sales")).containsExactly(row(0L));
  }

  @Test
  void readsAFolderWithoutRowsByANameOfTheStatement() {
    materialize(rows("1") + " WHERE false", "1");

    assertThat(
            rows(
                new Statement.Select(
                    "SELECT count(*), count(product) FROM result", Map.of("result", into("1")))))
        .containsExactly(row(0L, 0L));
  }

  @Test
  void givesAStatementItsOwnMeaningOfAName() {
    materialize(rows("1"), "1");
    materialize(rows("2"), "2");

    for (String folder : List.of("1", "2", "1")) {
      assertThat(
              rows(
                  new Statement.Select(
                      "SELECT pieces FROM result", Map.of("result", into(folder)))))
          .containsExactly(row(Long.valueOf(folder)));
    }
  }

  @Test
  void readsTheKeysThatAreInSomeFoldersAndNotInAnother() {
    String upper = "0199AA00-0000-7000-8000-00000000000A";
    materialize(rows("1", "'pen'", "'ink'", "NULL"), "1");
    materialize(rows("2", "'ink'", "'" + upper + "'", "'pad'"), "2");
    materialize(rows("3", "'pen'", "'" + upper.toLowerCase(Locale.ROOT) + "'"), "3");

    assertThat(difference(column("product", false), "1", "2", "none"))
        .containsExactlyInAnyOrder(row((Object) null), row("ink"), row(upper), row("pad"));
    assertThat(difference(column("product", true), "2"))
        .containsExactlyInAnyOrder(row("ink"), row("pad"));
  }

  private List<List<@Nullable Object>> difference(Column key, String... folders) {
    return read(
        succeeded(
            new Statement.Difference(
                Stream.of(folders).map(this::into).toList(), into("3"), List.of(key))));
  }

  private static Column column(String name, boolean uuid) {
    return new Column(name, ColumnType.Scalar.STRING, "", uuid, false, false);
  }

  private static String rows(String pieces, String... products) {
    return Stream.of(products)
        .map(product -> rows(pieces).replace("'pen'", "CAST(" + product + " AS varchar)"))
        .collect(Collectors.joining(" UNION ALL "));
  }

  @Test
  void tellsTheColumnsOfAQueryAndTheirTypes() {
    assertThat(
            described(
                "WITH x AS (SELECT 1 AS one) SELECT one, 'a' AS text, true AS flag, 1e0 AS number,"
                    + " CAST(1 AS real) AS single, 12.34 AS price, DATE '2026-11-21' AS day,"
                    + " TIMESTAMP '2026-11-21 09:30:00.123' AS at, ARRAY[1, 2] AS list,"
                    + " MAP(ARRAY['a'], ARRAY[1e0]) AS numbers,"
                    + " CAST(ROW(1, 'a') AS ROW(n bigint, t varchar)) AS part FROM x"))
        .containsExactly(
            "one integer",
            "text varchar",
            "flag boolean",
            "number double",
            "single real",
            "price decimal(4,2)",
            "day date",
            "at timestamp(3)",
            "list array(integer)",
            "numbers map(varchar, double)",
            "part row(\"n\" bigint, \"t\" varchar)");
  }

  @Test
  void tellsTheTypesOfAggregatesAsAthenaDoes() {
    assertThat(
            described(
                "SELECT count(*) AS n, sum(pieces) AS pieces, sum(price) AS total,"
                    + " avg(pieces) AS mean, max(sold_at) AS last, count_if(pieces > 1) AS many"
                    + " FROM shop.sales"))
        .containsExactly(
            "n bigint",
            "pieces bigint",
            "total decimal(38,2)",
            "mean double",
            "last timestamp(3)",
            "many bigint");
  }

  @Test
  void tellsThatNullHasNoType() {
    assertThat(described("SELECT NULL AS nothing")).containsExactly("nothing unknown");
  }

  @Test
  void readsNoRowsToTellColumns() {
    assertThat(described(ENDLESS)).hasSize(1);
  }

  @Test
  void writesIntoAnEmptyFolderOnly() {
    materialize(rows("1"), "1");
    String again = ended(new Statement.Materialize(rows("2"), SALES.name(), into("1")));

    assertThat(engine().status(again)).isInstanceOf(QueryStatus.Failed.class);
    assertThat(rows(new Statement.Select("SELECT pieces FROM result", Map.of("result", into("1")))))
        .containsExactly(row(1L));
  }

  @Test
  void cancelsAStatement() {
    String id = engine().start(new Statement.Select(ENDLESS));
    assertThat(engine().status(id)).isInstanceOf(QueryStatus.Running.class);
    engine().cancel(id);

    assertThat(await(id)).isInstanceOf(QueryStatus.Cancelled.class);
    assertThatIllegalStateException().isThrownBy(() -> engine().result(id));
  }

  @Test
  void leavesAStatementThatEndedAsItIs() {
    String id = succeeded(new Statement.Select("SELECT 1"));
    engine().cancel(id);

    assertThat(engine().status(id)).isInstanceOf(QueryStatus.Succeeded.class);
  }

  @Test
  void refusesSqlThatIsNone() {
    assertThatExceptionOfType(RefusedStatement.class)
        .isThrownBy(() -> engine().start(new Statement.Select("SELECT 1,\n  FROM")))
        .withMessageContaining("2");
  }

  @Test
  void refusesATableThatIsNotThere() {
    assertThat(failure("SELECT * FROM shop.nothing")).containsIgnoringCase("nothing");
  }

  @Test
  void failsWhereTheDataDoesNotAllowIt() {
    String id = ended(new Statement.Select("SELECT CAST(x AS bigint) FROM (VALUES 'a') AS t (x)"));

    assertThat(readFailure(id)).isNotBlank().doesNotContain("unsuccessful or closed");
  }

  @Test
  void givesNoResultOfAFailure() {
    String id = ended(new Statement.Materialize("SELECT 1 AS other", SALES.name(), into("1")));

    assertThat(engine().status(id))
        .isInstanceOfSatisfying(
            QueryStatus.Failed.class, status -> assertThat(status.message()).isNotBlank());
    assertThatIllegalStateException().isThrownBy(() -> engine().result(id));
  }

  @Test
  void knowsOnlyTheIdsThatItGaveOut() {
    String unknown = UUID.randomUUID().toString();

    assertThatIllegalArgumentException().isThrownBy(() -> engine().status(unknown));
  }

  @Test
  void runsStatementsSideBySide() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      ids.add(engine().start(new Statement.Select("SELECT " + i)));
    }
    for (int i = 0; i < 8; i++) {
      String id = ids.get(i);
      assertThat(await(id)).isInstanceOf(QueryStatus.Succeeded.class);
      assertThat(read(id)).containsExactly(row((long) i));
    }
  }

  private static String rows(String pieces) {
    return "SELECT 'pen' AS product, "
        + pieces
        + " AS pieces, DECIMAL '1.50' AS price, TIMESTAMP '2026-11-21 09:30:00.000' AS sold_at";
  }

  private Statement.Rows into(String folder) {
    return new Statement.Rows("lake/shop/sales/day=2026-11-21/" + run + folder + "/", columns());
  }

  private static List<Column> columns() {
    return SALES.columns();
  }

  private String materialize(String sql, String folder) {
    return succeeded(new Statement.Materialize(sql, SALES.name(), into(folder)));
  }

  private void publish(String folder) {
    catalog().switchTo(SALES.name(), new Partition("2026-11-21", into(folder).location()));
  }

  private List<String> described(String sql) {
    String id = succeeded(new Statement.Describe(sql, SALES.name(), columns()));
    return engine().columns(id).stream()
        .map(column -> column.name() + " " + column.type())
        .toList();
  }

  private List<List<@Nullable Object>> select(String sql) {
    return rows(new Statement.Select(sql));
  }

  private List<List<@Nullable Object>> rows(Statement.Select select) {
    return read(succeeded(select));
  }

  private List<List<@Nullable Object>> read(String id) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (QueryResult result = engine().result(id)) {
      for (List<@Nullable Object> row = result.next(); row != null; row = result.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private String succeeded(Statement statement) {
    String id = ended(statement);
    assertThat(engine().status(id)).isInstanceOf(QueryStatus.Succeeded.class);
    return id;
  }

  private String ended(Statement statement) {
    String id = engine().start(statement);
    await(id);
    return id;
  }

  private QueryStatus await(String id) {
    QueryStatus status = engine().status(id);
    while (status instanceof QueryStatus.Running) {
      LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
      status = engine().status(id);
    }
    return status;
  }

  /** Refused at once or failed: an engine may learn only when it runs it. */
  private String failure(String sql) {
    try {
      return readFailure(ended(new Statement.Select(sql)));
    } catch (RefusedStatement e) {
      return String.valueOf(e.getMessage());
    }
  }

  private String readFailure(String id) {
    assertThat(engine().status(id)).isInstanceOf(QueryStatus.Failed.class);
    return ((QueryStatus.Failed) engine().status(id)).message();
  }

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }
}
