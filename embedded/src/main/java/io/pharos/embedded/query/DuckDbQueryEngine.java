package io.pharos.embedded.query;

import io.pharos.core.definition.Column;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.definition.TableName;
import io.pharos.core.query.QueryColumn;
import io.pharos.core.query.QueryEngine;
import io.pharos.core.query.QueryResult;
import io.pharos.core.query.QueryStatus;
import io.pharos.core.query.RefusedStatement;
import io.pharos.core.query.SqlType;
import io.pharos.core.query.Statement;
import io.pharos.core.value.UuidV7;
import io.pharos.embedded.files.DurableFiles;
import io.pharos.embedded.state.SqliteCatalog;
import io.pharos.sql.AthenaSql;
import io.pharos.sql.Columns;
import io.pharos.sql.DuckDbSelect;
import io.pharos.sql.SqlRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs Athena SQL on DuckDB, each statement in its own thread. Safe for many threads. */
public final class DuckDbQueryEngine implements QueryEngine, AutoCloseable {
  /** The most ended queries with an unread result; older ones are forgotten. */
  private static final int MAX_REMEMBERED = 1_000;

  private final Path data;
  private final DuckDb engine;
  private final TableViews views;
  private final Clock clock;
  private final Map<String, DuckDbQuery> queries = new ConcurrentHashMap<>();
  private final LinkedHashMap<String, Boolean> order = new LinkedHashMap<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("query-", 0).daemon().factory());

  public DuckDbQueryEngine(
      Path data,
      DuckDb engine,
      Map<TableName, TableDefinition> tables,
      SqliteCatalog catalog,
      Clock clock) {
    this.data = data;
    this.engine = engine;
    this.views = new TableViews(data.toAbsolutePath().normalize(), tables, catalog);
    this.clock = clock;
  }

  @Override
  public String start(Statement statement) {
    DuckDbQuery query =
        switch (statement) {
          case Statement.Select select -> select(select);
          case Statement.Difference difference -> select(difference.select());
          case Statement.Materialize materialize -> materialize(materialize);
          case Statement.Describe describe -> describe(describe);
        };
    String id = UuidV7.at(clock.millis());
    remember(id, query);
    threads.execute(query::run);
    return id;
  }

  private DuckDbQuery select(Statement.Select select) {
    AthenaSql sql = parse(select.sql());
    Set<TableName> tables = tables(sql, select.names().keySet());
    DuckDbSelect rewritten = refused(() -> sql.toDuckDb(Optional.empty(), columns(select)));
    Connection connection = engine.connect();
    return DuckDbQuery.select(
        connection,
        () -> {
          views.refresh(connection, tables);
          for (Map.Entry<String, Statement.Rows> name : select.names().entrySet()) {
            bind(connection, name.getKey(), name.getValue());
          }
        },
        rewritten);
  }

  /** Prepares and runs the query without rows, so that the engine refuses it at once. */
  private DuckDbQuery describe(Statement.Describe describe) {
    AthenaSql sql = parse(describe.sql());
    Set<TableName> tables = tables(sql, Set.of());
    DuckDbSelect rewritten = refused(() -> sql.toDuckDb(Optional.empty(), lake()));
    requireDistinctNames(rewritten.columns());
    Connection connection = engine.connect();
    return DuckDbQuery.select(
        connection,
        () -> views.refresh(connection, tables),
        new DuckDbSelect("SELECT * FROM (" + rewritten.sql() + ") LIMIT 0", rewritten.columns()));
  }

  /** Refuses repeated names, because a table has each column once. */
  private static void requireDistinctNames(List<QueryResult.ResultColumn> columns) {
    Set<String> names = new HashSet<>();
    for (QueryResult.ResultColumn column : columns) {
      String name = column.name().toLowerCase(Locale.ROOT);
      if (!names.add(name)) {
        throw new RefusedStatement("the query has two columns '" + name + "'; rename one");
      }
    }
  }

  private DuckDbQuery materialize(Statement.Materialize materialize) {
    AthenaSql sql = parse(materialize.sql());
    Set<TableName> tables = tables(sql, Set.of());
    String rewritten = refused(() -> sql.toStore(Optional.empty(), lake()));
    Path folder = data.resolve(materialize.into().location());
    Path file = folder.resolve("part-0.parquet");
    Path scratch = data.resolve("tmp").resolve(UuidV7.at(clock.millis()) + ".parquet");
    String columns =
        materialize.into().columns().stream()
            .map(column ->
                "CAST("
                    + DuckDb.identifier(column.name())
                    + " AS "
                    + DuckDbTypes.type(column.type())
                    + ") AS "
                    + DuckDb.identifier(column.name()))
            .collect(Collectors.joining(", "));
    Connection connection = engine.connect();
    return DuckDbQuery.write(
        connection,
        () -> {
          requireEmpty(folder);
          views.refresh(connection, tables);
        },
        "COPY (SELECT "
            + columns
            + " FROM ("
            + rewritten
            + ")) TO "
            + DuckDb.text(scratch.toAbsolutePath().toString())
            + " (FORMAT parquet, COMPRESSION zstd)",
        () -> DurableFiles.publish(scratch, file));
  }

  private static void requireEmpty(Path folder) throws IOException {
    DurableFiles.create(folder);
    try (Stream<Path> files = Files.list(folder)) {
      if (files.findAny().isPresent()) {
        throw new IOException(folder + " is not empty");
      }
    }
  }

  private void bind(Connection connection, String name, Statement.Rows rows) throws SQLException {
    try (java.sql.Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE OR REPLACE TEMP VIEW " + DuckDb.identifier(name) + " AS " + rows(rows));
    }
  }

  private String rows(Statement.Rows rows) {
    List<Path> files = EngineFiles.in(data.resolve(rows.location()), ".parquet");
    String columns =
        rows.columns().stream()
            .map(Column::name)
            .map(DuckDb::identifier)
            .collect(Collectors.joining(", "));
    if (files.isEmpty()) {
      return rows.columns().stream()
          .map(column ->
              "NULL::"
                  + DuckDbTypes.type(column.type())
                  + " AS "
                  + DuckDb.identifier(column.name()))
          .collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
    }
    return "SELECT " + columns + " FROM " + EngineFiles.parquet(files);
  }

  private static AthenaSql parse(String sql) {
    try {
      return AthenaSql.parse(sql);
    } catch (SqlRefused e) {
      throw new RefusedStatement(String.valueOf(e.getMessage()), e);
    }
  }

  private Columns lake() {
    return new Columns(views::columns, Map.of());
  }

  private Columns columns(Statement.Select select) {
    return new Columns(
        views::columns,
        select.names().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, name -> name.getValue().columns())));
  }

  private static <T> T refused(Supplier<T> rewriting) {
    try {
      return rewriting.get();
    } catch (SqlRefused e) {
      throw new RefusedStatement(String.valueOf(e.getMessage()), e);
    }
  }

  private Set<TableName> tables(AthenaSql sql, Set<String> names) {
    try {
      Set<TableName> tables = sql.tables(Optional.empty(), names);
      for (TableName table : tables) {
        if (views.table(table) == null) {
          throw new RefusedStatement(
              "table " + table + " is not defined; ./pharos tables lists those that are");
        }
      }
      return tables;
    } catch (SqlRefused e) {
      throw new RefusedStatement(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public QueryStatus status(String id) {
    return query(id).status();
  }

  @Override
  public void cancel(String id) {
    query(id).cancel();
  }

  @Override
  public QueryResult result(String id) {
    DuckDbQuery query = query(id);
    QueryResult result = query.result(() -> queries.remove(id));
    synchronized (order) {
      order.remove(id); // whoever reads it closes it
    }
    return result;
  }

  @Override
  public List<QueryColumn> columns(String id) {
    try (QueryResult described = result(id)) {
      return described.columns().stream()
          .map(column -> new QueryColumn(column.name(), SqlType.parse(column.type())))
          .toList();
    }
  }

  private DuckDbQuery query(String id) {
    DuckDbQuery query = queries.get(id);
    if (query == null) {
      throw new IllegalArgumentException("there is no query " + id);
    }
    return query;
  }

  private void remember(String id, DuckDbQuery query) {
    queries.put(id, query);
    String oldest = null;
    synchronized (order) {
      order.put(id, true);
      if (order.size() > MAX_REMEMBERED) {
        oldest = order.keySet().iterator().next();
        order.remove(oldest);
      }
    }
    if (oldest != null) {
      DuckDbQuery left = queries.remove(oldest);
      if (left != null) {
        left.close();
      }
    }
  }

  @Override
  public void close() {
    for (DuckDbQuery query : List.copyOf(queries.values())) {
      query.cancel();
      query.close();
    }
    threads.shutdown();
  }
}
