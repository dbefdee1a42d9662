package io.pharos.sql;

import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.CurationName;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableName;
import io.pharos.core.query.RefusedStatement;
import io.pharos.core.query.SqlTemplate;
import io.pharos.core.shape.InvalidFiles;
import io.pharos.core.shape.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Checks the SQL of curations against their definitions, and names each table with its database.
 */
public final class CurationSql {
  /** The placeholders that a run gives by itself. */
  public static final Set<String> OF_THE_RUN =
      Set.of("window_start", "window_end", "arrival_start", "arrival_end");

  private CurationSql() {}

  /**
   * The definitions with every curation's SQL qualified, its placeholders open.
   *
   * @throws InvalidFiles where SQL is not Athena's, a placeholder has no value, or the inputs are
   *     not exactly the tables that are read
   */
  public static Definitions checked(Definitions definitions) {
    return checked(definitions, UnaryOperator.identity());
  }

  /**
   * The same, with other names of the databases in the SQL.
   *
   * @param databaseName what the engine calls a database
   */
  public static Definitions checked(Definitions definitions, UnaryOperator<String> databaseName) {
    List<Problem> problems = new ArrayList<>();
    SequencedMap<CurationName, CurationDefinition> checked = new LinkedHashMap<>();
    definitions
        .curations()
        .forEach((name, curation) -> checked.put(name, checked(curation, databaseName, problems)));
    if (!problems.isEmpty()) {
      throw new InvalidFiles(problems);
    }
    return new Definitions(definitions.databases(), definitions.tables(), checked);
  }

  private static CurationDefinition checked(
      CurationDefinition curation, UnaryOperator<String> databaseName, List<Problem> problems) {
    String file = "curations/" + curation.name().database() + "/" + curation.name().curation();
    Optional<String> database = Optional.of(curation.name().database());
    try {
      SqlTemplate template = SqlTemplate.parse(curation.sql());
      for (String name : template.names()) {
        if (!OF_THE_RUN.contains(name) && !curation.parameters().containsKey(name)) {
          problems.add(
              new Problem(
                  file + ".sql",
                  1,
                  "sql",
                  "there is no value for ${" + name + "}: add it to parameters"));
        }
      }
      AthenaSql sql = AthenaSql.parse(template);
      requireInputs(curation, sql.tables(database, Set.of()), file, problems);
      return curation.withSql(sql.qualified(database, Set.of(), databaseName));
    } catch (SqlRefused e) {
      problems.add(new Problem(file + ".sql", e.line(), "sql", String.valueOf(e.getMessage())));
    } catch (RefusedStatement e) {
      problems.add(new Problem(file + ".sql", 1, "sql", String.valueOf(e.getMessage())));
    }
    return curation;
  }

  private static void requireInputs(
      CurationDefinition curation, Set<TableName> read, String file, List<Problem> problems) {
    Set<TableName> missing = new TreeSet<>(read);
    missing.removeAll(Set.copyOf(curation.inputs()));
    Set<TableName> unread = new TreeSet<>(curation.inputs());
    unread.removeAll(read);
    for (TableName table : missing) {
      problems.add(
          new Problem(file + ".yaml", 1, "inputs", "the SQL reads " + table + ": add it here"));
    }
    for (TableName table : unread) {
      problems.add(
          new Problem(
              file + ".yaml", 1, "inputs", "the SQL does not read " + table + ": remove it"));
    }
  }
}
