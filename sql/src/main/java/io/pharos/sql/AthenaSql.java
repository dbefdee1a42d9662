package io.pharos.sql;

import io.pharos.core.definition.TableName;
import io.pharos.core.query.SourceText;
import io.pharos.core.query.SqlTemplate;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.NodeLocation;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.Statement;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * One read-only query in Athena's SQL. It names tables of the lake only; whether those exist is for
 * the caller to check, and a caller that runs {@link #toDuckDb} must, since DuckDB has tables and
 * views of its own. Immutable.
 */
public final class AthenaSql {
  /** Athena's limit of a statement, in bytes. */
  public static final int MAX_BYTES = 262_144;

  private static final int MAX_DEPTH = 200;
  private static final String TOO_DEEP = "the statement is nested too deeply";
  private static final NodeLocation START = new NodeLocation(1, 1);
  private static final SqlParser PARSER = new SqlParser();

  private final SourceText source;
  private final Query query;
  private final boolean open;

  private AthenaSql(SourceText source, Query query, boolean open) {
    this.source = source;
    this.query = query;
    this.open = open;
  }

  /**
   * Reads one query: SELECT, WITH, VALUES or TABLE; a semicolon at its end is fine.
   *
   * @throws SqlRefused for any other statement, more than one, a syntax error, or a function that
   *     is not supported
   */
  public static AthenaSql parse(String sql) {
    SourceText source = SourceText.of(sql);
    return new AthenaSql(source, query(source), false);
  }

  /**
   * Reads a query whose placeholders stay open, to name its tables and qualify it; it cannot be
   * rewritten for DuckDB before they are bound.
   *
   * @throws SqlRefused as {@link #parse(String)}
   */
  public static AthenaSql parse(SqlTemplate template) {
    Query query = query(SourceText.of(template.masked()));
    return new AthenaSql(SourceText.of(template.text()), query, !template.names().isEmpty());
  }

  /** The tables that are read, where every name has its database. */
  public Set<TableName> tables() {
    return tables(Optional.empty(), Set.of());
  }

  /**
   * The tables of the lake that are read.
   *
   * @param defaultDatabase of names without one; where it is absent such a name is refused
   * @param localNames names that stand for something else and are left as they are
   */
  public Set<TableName> tables(Optional<String> defaultDatabase, Set<String> localNames) {
    return new TreeSet<>(references(defaultDatabase, localNames).lake().values());
  }

  /** The text with every table named with its database. Comments and placeholders stay. */
  public String qualified(Optional<String> defaultDatabase, Set<String> localNames) {
    return qualified(defaultDatabase, localNames, database -> database);
  }

  /**
   * The same, with other names of the databases.
   *
   * @param glueName the name in Glue of a database
   */
  public String qualified(
      Optional<String> defaultDatabase, Set<String> localNames, UnaryOperator<String> glueName) {
    return new Qualifier(source, references(defaultDatabase, localNames), glueName).rewrite(query);
  }

  /**
   * The query in DuckDB's SQL, for a session that has run {@link DuckDbSession#statements} and a
   * database with {@link DuckDbMacros} and the functions of {@code DuckDbFunctions}.
   *
   * @param columns of the tables that are read
   * @throws SqlRefused where Athena would refuse it, or a part of it has no equivalent that is
   *     known to give the same values
   */
  public DuckDbSelect toDuckDb(Optional<String> defaultDatabase, Columns columns) {
    return rendered(defaultDatabase, columns, QueryRenderer::shown);
  }

  /** The same, its values as a file keeps them: times with a zone in UTC. */
  public String toStore(Optional<String> defaultDatabase, Columns columns) {
    return rendered(defaultDatabase, columns, QueryRenderer::stored);
  }

  private <T> T rendered(
      Optional<String> defaultDatabase,
      Columns columns,
      BiFunction<QueryRenderer, Query, T> render) {
    if (open) {
      throw new IllegalStateException("placeholders are open: bind the template first");
    }
    TableReferences references = references(defaultDatabase, columns.names().keySet());
    return guarded(() -> render.apply(new QueryRenderer(references, columns), query));
  }

  private TableReferences references(Optional<String> defaultDatabase, Set<String> localNames) {
    return guarded(() -> TableReferences.of(query, defaultDatabase, localNames));
  }

  private static Query query(SourceText source) {
    requireSize(source.text());
    requireFlat(source);
    String text = FinalSemicolon.blanked(source);
    Query query = queryOf(guarded(() -> PARSER.createStatement(text)));
    guarded(() -> {
      Functions.requireSupported(query);
      return query;
    });
    return query;
  }

  /** Trino's parser takes minutes for thousands of open parentheses. */
  private static void requireFlat(SourceText source) {
    int depth = 0;
    for (SourceText.Region region : source.regions()) {
      for (int i = region.start(); i < region.end(); i++) {
        char c = region.kind() == SourceText.Kind.CODE ? source.text().charAt(i) : ' ';
        depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
        if (depth > MAX_DEPTH) {
          throw SqlRefused.at(source.position(i), TOO_DEEP);
        }
      }
    }
  }

  private static void requireSize(String sql) {
    if (sql.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new SqlRefused(1, 1, "a statement has at most " + MAX_BYTES + " bytes");
    }
    if (sql.indexOf('\0') >= 0) {
      throw new SqlRefused(1, 1, "a statement holds no character 0");
    }
  }

  private static Query queryOf(Statement statement) {
    if (statement instanceof Query query) {
      return query;
    }
    throw SqlRefused.at(statement, "only a query can be run here: SELECT, WITH, VALUES or TABLE");
  }

  private static <T> T guarded(Supplier<T> step) {
    try {
      return step.get();
    } catch (ParsingException e) {
      throw SqlRefused.syntax(e);
    } catch (StackOverflowError e) {
      throw new SqlRefused(START.getLineNumber(), START.getColumnNumber(), TOO_DEEP);
    }
  }
}
