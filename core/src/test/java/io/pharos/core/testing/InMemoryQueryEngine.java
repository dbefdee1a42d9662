package io.pharos.core.testing;

import io.pharos.core.definition.Column;
import io.pharos.core.query.QueryEngine;
import io.pharos.core.query.QueryResult;
import io.pharos.core.query.QueryStatus;
import io.pharos.core.query.RefusedStatement;
import io.pharos.core.query.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows that a test sets, and reads them back by their folder; it knows no SQL. A query
 * has ended when it is asked for the second time.
 */
public final class InMemoryQueryEngine implements QueryEngine {
  private final Map<String, List<List<@Nullable Object>>> folders = new HashMap<>();
  private final Map<String, Statement> started = new HashMap<>();
  private final Map<String, QueryStatus> statuses = new HashMap<>();
  private final List<String> sql = new ArrayList<>();
  private List<List<@Nullable Object>> rows = List.of();
  private Optional<String> failure = Optional.empty();
  private boolean refusing;
  private boolean stuck;

  /** What the next materializations write. */
  public void willWrite(List<List<@Nullable Object>> written) {
    rows = List.copyOf(written);
  }

  /** The next queries fail. */
  public void willFail(String message) {
    failure = Optional.of(message);
  }

  /** The next statements are refused before they start. */
  public void willRefuse() {
    refusing = true;
  }

  /** The next queries never end. */
  public void willHang() {
    stuck = true;
  }

  /** All goes well again. */
  public void willSucceed() {
    failure = Optional.empty();
    refusing = false;
    stuck = false;
  }

  /** The statements so far. */
  public List<String> sql() {
    return sql;
  }

  @Override
  public String start(Statement statement) {
    if (refusing) {
      throw new RefusedStatement("line 1:8: refused");
    }
    String id = "query-" + started.size();
    started.put(id, statement);
    statuses.put(id, new QueryStatus.Running());
    sql.add(statement.sql());
    return id;
  }

  @Override
  public QueryStatus status(String id) {
    QueryStatus status = Objects.requireNonNull(statuses.get(id));
    if (status instanceof QueryStatus.Running && !stuck) {
      statuses.put(id, failure.isPresent() ? new QueryStatus.Failed(failure.get()) : done(id));
    }
    return status;
  }

  private QueryStatus done(String id) {
    if (started.get(id) instanceof Statement.Materialize materialize) {
      folders.put(materialize.into().location(), rows);
      return new QueryStatus.Succeeded(rows.size(), 7);
    }
    return new QueryStatus.Succeeded(0, 0);
  }

  @Override
  public void cancel(String id) {
    statuses.put(id, new QueryStatus.Cancelled());
  }

  /** Whether a query was cancelled. */
  public boolean cancelledAny() {
    return statuses.values().stream().anyMatch(QueryStatus.Cancelled.class::isInstance);
  }

  @Override
  public QueryResult result(String id) {
    Statement.Select select = (Statement.Select) Objects.requireNonNull(started.get(id));
    Statement.Rows read = select.names().values().iterator().next();
    return new Result(read.columns(), folders.getOrDefault(read.location(), List.of()).iterator());
  }

  private record Result(List<Column> read, Iterator<List<@Nullable Object>> rows)
      implements QueryResult {
    @Override
    public List<ResultColumn> columns() {
      return read.stream()
          .map(column -> new ResultColumn(column.name(), column.type().glueName()))
          .toList();
    }

    @Override
    public @Nullable List<@Nullable Object> next() {
      return rows.hasNext() ? rows.next() : null;
    }

    @Override
    public void close() {}
  }
}
