package io.pharos.embedded.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.query.QueryResult;
import io.pharos.core.query.QueryStatus;
import io.pharos.core.query.Statement;
import io.pharos.embedded.state.SqliteCatalog;
import io.pharos.embedded.state.StateDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The zone of the machine is no part of a result, on the days on which it changes its clocks. */
class TimesInEveryZoneTest {
  /** Days on which Berlin, New York, São Paulo (at midnight), Lord Howe (half an hour) change. */
  private static final List<LocalDate> DAYS =
      List.of(
          LocalDate.of(2026, 3, 29),
          LocalDate.of(2026, 10, 25),
          LocalDate.of(2026, 3, 8),
          LocalDate.of(2026, 11, 1),
          LocalDate.of(2018, 11, 4),
          LocalDate.of(2026, 10, 4),
          LocalDate.of(2011, 12, 30), // Apia had none
          LocalDate.of(1, 1, 1),
          LocalDate.of(1500, 2, 28),
          LocalDate.of(1582, 10, 5), // the Julian calendar's gap
          LocalDate.of(1582, 10, 14),
          LocalDate.of(9999, 12, 31));

  private static final List<LocalDateTime> TIMES =
      DAYS.stream()
          .flatMap(day ->
              IntStream.range(0, 48).mapToObj(half -> day.atStartOfDay().plusMinutes(30L * half)))
          .toList();

  @TempDir private Path folder;
  private final TimeZone before = TimeZone.getDefault();
  private StateDatabase state;
  private DuckDb duckDb;
  private DuckDbQueryEngine engine;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectories(folder.resolve("tmp"));
    state = StateDatabase.open(folder.resolve("state.db"));
    duckDb = DuckDb.open(folder, 256L << 20);
    engine =
        new DuckDbQueryEngine(
            folder,
            duckDb,
            Map.of(),
            new SqliteCatalog(state, folder, List.of()),
            Clock.systemUTC());
  }

  @AfterEach
  void close() {
    TimeZone.setDefault(before);
    engine.close();
    duckDb.close();
    state.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia"})
  void givesEveryTimeAsItIs(String zone) {
    TimeZone.setDefault(TimeZone.getTimeZone(zone));

    assertThat(select("t")).containsExactlyElementsOf(TIMES);
    assertThat(select("cast(t as timestamp with time zone)"))
        .containsExactlyElementsOf(each(TimesInEveryZoneTest::zoned));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia"})
  void givesEveryTimeInsideAnotherValueAsItIs(String zone) {
    TimeZone.setDefault(TimeZone.getTimeZone(zone));

    assertThat(select("array[t, null]"))
        .containsExactlyElementsOf(each(time -> Arrays.asList(time, null)));
    assertThat(select("cast(row(t, 1.50) as row(\"at \"\"x\"\"\" timestamp, price decimal(4, 2)))"))
        .containsExactlyElementsOf(
            each(time -> Map.of("at \"x\"", time, "price", new java.math.BigDecimal("1.50"))));
    assertThat(select("map(array['a'], array[array[cast(t as timestamp with time zone)]])"))
        .containsExactlyElementsOf(each(time -> Map.of("a", List.of(zoned(time)))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia"})
  void givesEveryDayAsItIs(String zone) {
    TimeZone.setDefault(TimeZone.getTimeZone(zone));

    assertThat(select("cast(t as date)"))
        .containsExactlyElementsOf(each(LocalDateTime::toLocalDate));
    assertThat(select("array[cast(t as date)]"))
        .containsExactlyElementsOf(each(time -> List.of(time.toLocalDate())));
  }

  @Test
  void givesARowWithoutNamesTheNamesThatAthenaShows() {
    assertThat(rows("select row(1, row('a', null))"))
        .containsExactly(Map.of("field0", 1L, "field1", field("a")));
  }

  @Test
  void keepsTheOrderOfRowsWhoseTimesAreInsideOtherValues() {
    List<@Nullable Object> rows =
        rows(
            "select array[date_add('second', 500 * x + y, timestamp '2026-01-01 00:00:00')]"
                + " from unnest(sequence(1, 600)) as a (x) cross join unnest(sequence(1, 500)) as b (y)"
                + " order by x desc, y desc limit 200000");

    assertThat(rows)
        .hasSize(200_000)
        .isSortedAccordingTo((a, b) ->
            ((LocalDateTime) ((List<?>) b).get(0)).compareTo((LocalDateTime) ((List<?>) a).get(0)));
  }

  private static Map<String, @Nullable Object> field(String first) {
    Map<String, @Nullable Object> fields = new java.util.LinkedHashMap<>();
    fields.put("field0", first);
    fields.put("field1", null);
    return fields;
  }

  private static List<Object> each(java.util.function.Function<LocalDateTime, Object> value) {
    return TIMES.stream().map(value).toList();
  }

  private static String zoned(LocalDateTime time) {
    return time.format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS 'UTC'"));
  }

  /** An expression of {@code t} for each time, in their order. */
  private List<@Nullable Object> select(String expression) {
    String times =
        IntStream.range(0, TIMES.size())
            .mapToObj(i -> "(%s, timestamp '%s')".formatted(i, sql(TIMES.get(i))))
            .collect(Collectors.joining(", "));
    return rows("select " + expression + " from (values " + times + ") as v (i, t) order by i");
  }

  private static String sql(LocalDateTime time) {
    return time.toLocalDate() + " " + time.toLocalTime();
  }

  /** The first column of a query. */
  private List<@Nullable Object> rows(String sql) {
    String id = engine.start(new Statement.Select(sql));
    while (engine.status(id) instanceof QueryStatus.Running) {
      LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
    }
    assertThat(engine.status(id)).isInstanceOf(QueryStatus.Succeeded.class);
    try (QueryResult result = engine.result(id)) {
      return new ArrayList<>(
          Stream.generate(result::next)
              .takeWhile(row -> row != null)
              .map(row -> row.get(0))
              .toList());
    }
  }
}
