package io.pharos.local;

import io.pharos.client.OperationFailed;
import io.pharos.client.QuerySummary;
import io.pharos.core.query.QueryEngine;
import io.pharos.core.query.QueryResult;
import io.pharos.core.query.QueryStatus;
import io.pharos.core.query.RefusedStatement;
import io.pharos.core.query.Statement;
import io.pharos.core.value.UuidV7;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The queries of people and programs. A limited number run at a time, and the others wait in order.
 * A query ends when its client leaves, its time is over or somebody cancels it. Safe for many
 * threads.
 */
public final class AskedQueries implements AutoCloseable {
  private static final long LOOK_MILLIS = 100;
  private static final long POLL_MILLIS = 2;

  private final QueryEngine engine;
  private final QueryLimits limits;
  private final Clock clock;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("query-watch").daemon().factory());

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, AskedQuery> queries = new LinkedHashMap<>(); // in the order of asking
  private boolean closed;

  AskedQueries(QueryEngine engine, QueryLimits limits, Clock clock) {
    this.engine = engine;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Runs one read-only statement; close the result.
   *
   * @throws OperationFailed if it cannot be run, or ends before it has an answer
   */
  public QueryResult ask(String sql, Asker asker) {
    AskedQuery query = enter(sql, asker);
    Future<?> looking =
        watch.scheduleWithFixedDelay(
            () -> look(query), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    Runnable leave =
        () -> {
          looking.cancel(false);
          leave(query);
        };
    boolean answered = false;
    try {
      awaitTurn(query);
      QueryResult rows = new AskedRows(run(query), query, leave);
      answered = true;
      return rows;
    } finally {
      if (!answered) {
        leave.run();
      }
    }
  }

  private AskedQuery enter(String sql, Asker asker) {
    AskedQuery query = new AskedQuery(UuidV7.at(clock.millis()), sql, asker, clock.instant());
    lock.lock();
    try {
      if (closed) {
        throw shuttingDown();
      }
      if (queries.size() >= limits.atOnce() + limits.waiting()) {
        throw OperationFailed.busy(
            limits.atOnce()
                + " queries run and "
                + limits.waiting()
                + " wait, as many as may: try again later, cancel one of ./pharos queries, or raise"
                + " queries_at_once or queries_waiting in config/local.json");
      }
      queries.put(query.id(), query);
      return query;
    } finally {
      lock.unlock();
    }
  }

  private void leave(AskedQuery query) {
    lock.lock();
    try {
      queries.remove(query.id());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void awaitTurn(AskedQuery query) {
    lock.lock();
    try {
      while (query.stopped().isEmpty() && !isNext(query)) {
        changed.await();
      }
      query.begin(clock.instant());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      query.stop(shuttingDown());
    } finally {
      lock.unlock();
    }
    requireNotStopped(query);
  }

  /** Whether the earlier queries that have not ended leave room for it. */
  private boolean isNext(AskedQuery query) {
    int before = 0;
    for (AskedQuery other : queries.values()) {
      if (other == query) {
        return before < limits.atOnce();
      }
      before++;
    }
    return false;
  }

  private QueryResult run(AskedQuery query) {
    try {
      String id = engine.start(new Statement.Select(query.sql()));
      query.runsAs(id);
      if (query.stopped().isPresent()) {
        engine.cancel(id); // whoever stopped it did not know the id yet
      }
      QueryStatus status = ended(id);
      requireNotStopped(query);
      return switch (status) {
        case QueryStatus.Succeeded done -> engine.result(id);
        case QueryStatus.Failed failed -> throw OperationFailed.failed(failed.message());
        case QueryStatus.Cancelled cancelled -> throw shuttingDown();
        case QueryStatus.Running running -> throw new IllegalStateException("it has ended");
      };
    } catch (RefusedStatement e) {
      throw OperationFailed.failed(String.valueOf(e.getMessage()));
    }
  }

  private QueryStatus ended(String id) {
    QueryStatus status = engine.status(id);
    while (status instanceof QueryStatus.Running) {
      try {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        engine.cancel(id);
        Thread.currentThread().interrupt();
      }
      status = engine.status(id);
    }
    return status;
  }

  private static void requireNotStopped(AskedQuery query) {
    query
        .stopped()
        .ifPresent(reason -> {
          throw reason;
        });
  }

  private void look(AskedQuery query) {
    if (query.asker().hasLeft()) {
      stop(query, OperationFailed.failed("nobody waits for the answer"));
    } else if (query.runsLongerThan(limits.time(), clock.instant())) {
      stop(
          query,
          OperationFailed.tooLong(
              "the query ran longer than "
                  + limits.time().toSeconds()
                  + " s, as long as one may: ask for less, or raise query_timeout_seconds in"
                  + " config/local.json"));
    }
  }

  private void stop(AskedQuery query, OperationFailed reason) {
    if (query.stop(reason)) {
      query.engineId().ifPresent(this::cancelInEngine);
      lock.lock();
      try {
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private void cancelInEngine(String id) {
    try {
      engine.cancel(id);
    } catch (IllegalArgumentException hasEnded) {
      // just now
    }
  }

  /** The queries that run or wait, in the order in which they came. */
  List<QuerySummary> list() {
    Instant now = clock.instant();
    return all().stream().map(query -> query.summary(now)).toList();
  }

  /** Ends a query; its client receives the reason. */
  void cancel(String id) {
    AskedQuery query = get(id);
    if (query == null) {
      throw OperationFailed.wrongInput(
          "no query '" + id + "' runs or waits; ./pharos queries lists those that do");
    }
    stop(query, OperationFailed.failed("the query was cancelled"));
  }

  private @Nullable AskedQuery get(String id) {
    lock.lock();
    try {
      return queries.get(id);
    } finally {
      lock.unlock();
    }
  }

  private List<AskedQuery> all() {
    lock.lock();
    try {
      return new ArrayList<>(queries.values());
    } finally {
      lock.unlock();
    }
  }

  private static OperationFailed shuttingDown() {
    return OperationFailed.busy("the warehouse is shutting down; ask again later");
  }

  /** Ends all queries, and refuses later ones. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
    for (AskedQuery query : all().reversed()) { // else one that waits would get its turn
      stop(query, shuttingDown());
    }
  }
}
