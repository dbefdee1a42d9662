package io.pharos.core.testing;

import io.pharos.core.definition.Column;
import io.pharos.core.query.QueryColumn;
import io.pharos.core.query.QueryEngine;
import io.pharos.core.query.QueryResult;
import io.pharos.core.query.QueryStatus;
import io.pharos.core.query.RefusedStatement;
import io.pharos.core.query.SqlType;
import io.pharos.core.query.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
  private Optional<List<QueryColumn>> given = Optional.empty();
  private Optional<String> failure = Optional.empty();
  private boolean refusing;
  private boolean stuck;

  /** What the next materializations write. */
  public void willWrite(List<List<@Nullable Object>> written) {
    rows = List.copyOf(written);
  }

  /** The columns of the next queries, which are else those that they are to fill. */
  public void willGive(QueryColumn... columns) {
    given = Optional.of(List.of(columns));
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
    given = Optional.empty();
    failure = Optional.empty();
    refusing = false;
    stuck = false;
  }

  /** The statements so far that wrote or read rows. */
  public List<String> sql() {
    return sql;
  }

  @Override
  public String start(Statement statement) {
    if (refusing) {
      throw new RefusedStatement("line 1:8: refused");
    }
    String id = id(statement);
    started.put(id, statement);
    statuses.put(id, new QueryStatus.Running());
    return id;
  }

  private String id(Statement statement) {
    if (statement instanceof Statement.Describe) {
      return "columns-" + started.size();
    }
    sql.add(statement.sql());
    return "query-" + (sql.size() - 1);
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
    return result(id, Optional.empty());
  }

  @Override
  public QueryResult result(String id, Optional<String> position) {
    int first = position.map(Integer::parseInt).orElse(0);
    return switch (Objects.requireNonNull(started.get(id))) {
      case Statement.Select select -> {
        Statement.Rows read = select.names().values().iterator().next();
        yield new Result(read.columns(), rows(read), first);
      }
      case Statement.Difference difference ->
          new Result(difference.columns(), difference(difference), first);
      default -> throw new IllegalStateException(id + " reads no rows");
    };
  }

  private List<List<@Nullable Object>> rows(Statement.Rows folder) {
    return folders.getOrDefault(folder.location(), List.of());
  }

  private List<List<@Nullable Object>> difference(Statement.Difference asked) {
    Set<List<@Nullable Object>> keys = new LinkedHashSet<>();
    asked.of().forEach(folder -> keys.addAll(keys(folder, asked.columns())));
    keys.removeAll(keys(asked.without(), asked.columns()));
    return List.copyOf(keys);
  }

  private Set<List<@Nullable Object>> keys(Statement.Rows folder, List<Column> columns) {
    Set<List<@Nullable Object>> keys = new LinkedHashSet<>();
    for (List<@Nullable Object> row : rows(folder)) {
      List<@Nullable Object> key = new ArrayList<>();
      columns.forEach(column -> key.add(key(row, folder, column)));
      keys.add(key);
    }
    return keys;
  }

  private static @Nullable Object key(
      List<@Nullable Object> row, Statement.Rows folder, Column column) {
    Object value = row.get(folder.columns().indexOf(column));
    return value != null && column.uuid() ? value.toString().toLowerCase(Locale.ROOT) : value;
  }

  @Override
  public List<QueryColumn> columns(String id) {
    Statement.Describe described = (Statement.Describe) Objects.requireNonNull(started.get(id));
    return given.orElseGet(() ->
        described.columns().stream()
            .map(column -> new QueryColumn(column.name(), SqlType.of(column.type())))
            .toList());
  }

  private static final class Result implements QueryResult {
    private final List<Column> read;
    private final List<List<@Nullable Object>> rows;
    private int next;

    Result(List<Column> read, List<List<@Nullable Object>> rows, int first) {
      this.read = read;
      this.rows = rows;
      this.next = first;
    }

    @Override
    public List<ResultColumn> columns() {
      return read.stream()
          .map(column -> new ResultColumn(column.name(), column.type().glueName()))
          .toList();
    }

    @Override
    public @Nullable List<@Nullable Object> next() {
      return next < rows.size() ? rows.get(next++) : null;
    }

    @Override
    public Optional<String> position() {
      return Optional.of(Integer.toString(next));
    }

    @Override
    public void close() {}
  }
}
