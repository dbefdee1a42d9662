package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.client.OperationFailed;
import io.pharos.client.QuerySummary;
import io.pharos.core.query.QueryResult;
import io.pharos.embedded.query.DuckDb;
import io.pharos.embedded.query.DuckDbQueryEngine;
import io.pharos.embedded.state.SqliteCatalog;
import io.pharos.embedded.state.StateDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the engine itself, with queries that would not end in a day. */
class AskedQueriesTest {
  private static final long MB = 1024L * 1024;
  private static final Duration DAY = Duration.ofDays(1);
  private static final String SHORT = "select 7 as n";

  @TempDir Path data;

  private final Closing closing = new Closing();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Somebody who leaves when a test says so. */
  private static final class Person implements Asker {
    private volatile boolean left;

    void leave() {
      left = true;
    }

    @Override
    public String name() {
      return "a person";
    }

    @Override
    public boolean hasLeft() {
      return left;
    }
  }

  @AfterEach
  void close() {
    closing.close();
    threads.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {LongQuery.COUNTS, LongQuery.SEEKS})
  void aQueryEndsWhenItsAskerLeaves(String sql) {
    AskedQueries queries = queries(1, 1, DAY);
    Person asker = new Person();
    Future<Long> answer = ask(queries, sql, asker);
    awaitStates(queries, "running");

    asker.leave();

    assertThat(refusal(answer).getMessage()).contains("nobody waits");
    assertThat(rows(queries, SHORT)).as("its place is free").isEqualTo(1);
  }

  @Test
  void whoWaitsLeavesTheQueue() {
    AskedQueries queries = queries(1, 1, DAY);
    Future<Long> _ = ask(queries, LongQuery.COUNTS, Asker.COMMAND);
    awaitStates(queries, "running");
    Person asker = new Person();
    Future<Long> answer = ask(queries, SHORT, asker);
    awaitStates(queries, "running", "waiting");

    asker.leave();

    assertThat(refusal(answer).getMessage()).contains("nobody waits");
    awaitStates(queries, "running");
  }

  @Test
  void soManyRunTheOthersWaitInOrderAndMoreAreRefused() throws Exception {
    AskedQueries queries = queries(1, 2, DAY);
    Future<Long> first = ask(queries, LongQuery.COUNTS, Asker.COMMAND);
    awaitStates(queries, "running");
    Future<Long> second = ask(queries, LongQuery.SEEKS, Asker.COMMAND);
    awaitStates(queries, "running", "waiting");
    Future<Long> third = ask(queries, SHORT, Asker.COMMAND);
    awaitStates(queries, "running", "waiting", "waiting");

    OperationFailed refused = refusal(ask(queries, SHORT, Asker.COMMAND));
    assertThat(refused.kind()).isEqualTo(OperationFailed.Kind.BUSY);
    assertThat(refused.getMessage())
        .contains("1 queries run and 2 wait", "queries_at_once", "queries_waiting");

    queries.cancel(id(queries, 0));
    assertThat(refusal(first).getMessage()).contains("cancelled");
    awaitStates(queries, "running", "waiting");
    assertThat(queries.list().getFirst().sql()).isEqualTo(LongQuery.SEEKS);
    queries.cancel(id(queries, 0));
    assertThat(refusal(second).getMessage()).contains("cancelled");
    assertThat(third.get()).isEqualTo(1);
    assertThat(queries.list()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {LongQuery.COUNTS, LongQuery.SEEKS})
  void aQueryEndsWhenItsTimeIsOver(String sql) {
    OperationFailed refused =
        refusal(ask(queries(1, 1, Duration.ofSeconds(1)), sql, Asker.COMMAND));

    assertThat(refused.kind()).isEqualTo(OperationFailed.Kind.TOO_LONG);
    assertThat(refused.getMessage()).contains("longer than 1 s", "query_timeout_seconds");
  }

  @Test
  void whoCancelsAQueryThatIsNotThereIsTold() {
    AskedQueries queries = queries(1, 1, DAY);

    assertThatThrownBy(() -> queries.cancel("x"))
        .isInstanceOf(OperationFailed.class)
        .hasMessageContaining("no query 'x'");
  }

  @Test
  void whatIsListedSaysWhoAskedWhat() {
    AskedQueries queries = queries(1, 1, DAY);
    Future<Long> _ = ask(queries, LongQuery.COUNTS, new Person());
    awaitStates(queries, "running");

    QuerySummary query = queries.list().getFirst();
    assertThat(query.query()).isNotEmpty();
    assertThat(query.seconds()).isNotNegative();
    assertThat(query.asker()).isEqualTo("a person");
    assertThat(query.sql()).isEqualTo(LongQuery.COUNTS);
  }

  @Test
  void atTheEndAllAreEndedAndNoneIsTaken() {
    AskedQueries queries = queries(1, 1, DAY);
    Future<Long> runs = ask(queries, LongQuery.COUNTS, Asker.COMMAND);
    awaitStates(queries, "running");
    Future<Long> waits = ask(queries, SHORT, Asker.COMMAND);
    awaitStates(queries, "running", "waiting");

    queries.close();

    assertThat(refusal(runs).getMessage()).contains("shutting down");
    assertThat(refusal(waits).getMessage()).contains("shutting down");
    assertThat(refusal(ask(queries, SHORT, Asker.COMMAND)).kind())
        .isEqualTo(OperationFailed.Kind.BUSY);
  }

  private AskedQueries queries(int atOnce, int waiting, Duration time) {
    Clock clock = Clock.systemUTC();
    StateDatabase state = closing.later(StateDatabase.open(data.resolve("state.db")));
    SqliteCatalog catalog = new SqliteCatalog(state, data, List.of());
    DuckDb engine = closing.later(DuckDb.open(data, 64 * MB));
    return closing.later(
        new AskedQueries(
            closing.later(new DuckDbQueryEngine(data, engine, Map.of(), catalog, clock)),
            new QueryLimits(atOnce, waiting, time, 64 * MB),
            clock));
  }

  /** The number of its rows, once it has an answer. */
  private Future<Long> ask(AskedQueries queries, String sql, Asker asker) {
    return threads.submit(() -> {
      try (QueryResult result = queries.ask(sql, asker)) {
        long rows = 0;
        while (result.next() != null) {
          rows++;
        }
        return rows;
      }
    });
  }

  private long rows(AskedQueries queries, String sql) {
    try {
      return ask(queries, sql, Asker.COMMAND).get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static OperationFailed refusal(Future<Long> answer) {
    try {
      throw new AssertionError("answered with " + answer.get() + " rows");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof OperationFailed refusal) {
        return refusal;
      }
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitStates(AskedQueries queries, String... states) {
    LocalProcess.await(String.join(", ", states), () -> states(queries).equals(List.of(states)));
  }

  private static List<String> states(AskedQueries queries) {
    return queries.list().stream().map(QuerySummary::state).toList();
  }

  private static String id(AskedQueries queries, int place) {
    return queries.list().get(place).query();
  }
}
