package io.pharos.embedded.query;

import io.pharos.core.query.QueryResult;
import io.pharos.core.query.QueryResult.ResultColumn;
import io.pharos.core.query.QueryStatus;
import io.pharos.sql.DuckDbSelect;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One statement from its start to its result, on its own connection. */
final class DuckDbQuery implements AutoCloseable {
  private static final int INTERRUPTS = 1_000;
  private static final long INTERRUPT_MILLIS = 10;

  private final Connection connection;
  private final Step prepare;
  private final String sql;
  private final List<ResultColumn> columns;
  private final @Nullable Step publish;
  private final AtomicReference<QueryStatus> status =
      new AtomicReference<>(new QueryStatus.Running());
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean begun;

  // Guarded by `this`, so that nothing is interrupted that is closed.
  private @Nullable DuckDbResult result;
  private boolean closed;
  private @Nullable Runnable whenClosed;

  /** Work before or after the statement. */
  interface Step {
    void run() throws SQLException, IOException;
  }

  private DuckDbQuery(
      Connection connection,
      Step prepare,
      String sql,
      List<ResultColumn> columns,
      @Nullable Step publish) {
    this.connection = connection;
    this.prepare = prepare;
    this.sql = sql;
    this.columns = columns;
    this.publish = publish;
  }

  static DuckDbQuery select(Connection connection, Step prepare, DuckDbSelect select) {
    return new DuckDbQuery(connection, prepare, select.sql(), select.columns(), null);
  }

  static DuckDbQuery write(Connection connection, Step prepare, String sql, Step publish) {
    return new DuckDbQuery(connection, prepare, sql, List.of(), publish);
  }

  void run() {
    try {
      prepare.run();
      Step after = publish;
      if (after == null) {
        select();
      } else {
        write(after);
      }
    } catch (SQLException | IOException | RuntimeException e) {
      end(new QueryStatus.Failed(EngineMessages.plain(e)));
    } finally {
      ended.countDown();
      if (publish != null || !(status.get() instanceof QueryStatus.Succeeded)) {
        close(); // else the result needs the connection
      }
    }
  }

  private void select() throws SQLException {
    PreparedSelect select = PreparedSelect.of(connection, sql, columns);
    if (begins()) {
      ResultSet rows = select.statement().executeQuery();
      synchronized (this) {
        result = new DuckDbResult(select, rows, this::close);
      }
      end(new QueryStatus.Succeeded(0, 0));
    }
  }

  private void write(Step after) throws SQLException, IOException {
    Statement running = connection.createStatement();
    if (begins()) {
      long written = running.executeLargeUpdate(sql);
      after.run();
      end(new QueryStatus.Succeeded(written, 0));
    }
  }

  /** Marks it as running, so that it can be interrupted; false if it was cancelled before. */
  private boolean begins() {
    begun = true;
    return status.get() instanceof QueryStatus.Running;
  }

  private void end(QueryStatus ended) {
    if (status.get() instanceof QueryStatus.Running running) {
      status.compareAndSet(running, ended);
    }
  }

  QueryStatus status() {
    return status.get();
  }

  /** Ends it, even while its rows are read, which may be most of the work. */
  void cancel() {
    if (status.get() instanceof QueryStatus.Running running
        && status.compareAndSet(running, new QueryStatus.Cancelled())) {
      interruptUntilEnded();
    } else {
      interruptReading();
    }
  }

  /** Repeats the interrupt, because the engine forgets one that comes just before it begins. */
  private void interruptUntilEnded() {
    try {
      for (int i = 0; i < INTERRUPTS; i++) {
        interrupt();
        if (ended.await(INTERRUPT_MILLIS, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void interruptReading() {
    if (result != null) {
      result.cancel();
      interrupt();
    }
  }

  private synchronized void interrupt() {
    if (begun && !closed) {
      try {
        Interrupt.send(connection);
      } catch (SQLException e) {
        throw new EngineFailure("a query cannot be interrupted: " + e.getMessage(), e);
      }
    }
  }

  /**
   * Its rows, which can be taken once.
   *
   * @param released called once they are closed
   */
  synchronized QueryResult result(Runnable released) {
    DuckDbResult rows = result;
    if (!(status.get() instanceof QueryStatus.Succeeded) || rows == null || whenClosed != null) {
      throw new IllegalStateException("the query has no result to fetch: " + status.get());
    }
    whenClosed = released;
    return rows;
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      connection.close();
    } catch (SQLException e) {
      throw new EngineFailure("a connection does not close: " + e.getMessage(), e);
    } finally {
      if (whenClosed != null) {
        whenClosed.run();
      }
    }
  }
}
