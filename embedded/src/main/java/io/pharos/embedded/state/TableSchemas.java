package io.pharos.embedded.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.core.definition.Column;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.definition.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The schemas that a table's files were written with. A definition may add columns, which makes a
 * new version. It may not remove a column that files hold, or change its type.
 */
final class TableSchemas {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<LinkedHashMap<String, String>> TYPES =
      new TypeReference<>() {};

  /** For each table: the types by column name of each version, from version 1 on. */
  private final Map<TableName, List<Map<String, String>>> versions = new ConcurrentHashMap<>();

  /**
   * Compares the definitions with the schemas in the lake, and records new versions.
   *
   * @throws IncompatibleTables if a definition does not fit the existing files
   */
  static TableSchemas declare(StateDatabase state, Iterable<TableDefinition> tables) {
    TableSchemas schemas = new TableSchemas();
    List<String> problems = new ArrayList<>();
    state.write(connection -> {
      for (TableDefinition table : tables) {
        schemas.declare(connection, table, problems);
      }
      if (!problems.isEmpty()) {
        throw new IncompatibleTables(problems); // nothing of it is kept
      }
      return true;
    });
    return schemas;
  }

  private void declare(Connection connection, TableDefinition table, List<String> problems)
      throws SQLException {
    String name = table.name().toString();
    List<Map<String, String>> known =
        new ArrayList<>(
            Sql.list(
                connection, row -> parse(row.getString(1)), SqlFile.text("schemas/all"), name));
    Map<String, String> declared = types(table);
    if (!known.isEmpty() && !hasFiles(connection, name)) {
      Sql.run(connection, SqlFile.text("schemas/remove"), name);
      known.clear();
    }
    if (!known.isEmpty()) {
      problems.addAll(problems(table, known.getLast(), declared));
    }
    if (known.isEmpty() || !known.getLast().equals(declared)) {
      known.add(declared);
      Sql.run(connection, SqlFile.text("schemas/add"), name, known.size(), print(declared));
    }
    versions.put(table.name(), List.copyOf(known));
  }

  private static boolean hasFiles(Connection connection, String table) throws SQLException {
    return !Sql.list(connection, row -> true, SqlFile.text("files/any"), table).isEmpty();
  }

  private static List<String> problems(
      TableDefinition table, Map<String, String> before, Map<String, String> declared) {
    String file = table.name().database() + "/" + table.name().table() + ".yaml";
    List<String> problems = new ArrayList<>();
    before.forEach((column, type) -> {
      String now = declared.get(column);
      if (now == null) {
        problems.add(
            file
                + ": columns: '"
                + column
                + "' is gone, but files in the lake hold it: put it back as "
                + type
                + ", or give the table another name");
      } else if (!now.equals(type)) {
        problems.add(
            file
                + ": columns: '"
                + column
                + "' is "
                + now
                + ", but files in the lake hold it as "
                + type
                + ": change it back and add a new column beside it, or give the table another"
                + " name");
      }
    });
    return problems;
  }

  private static Map<String, String> types(TableDefinition table) {
    Map<String, String> types = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      types.put(column.name(), column.type().glueName());
    }
    return types;
  }

  private static Map<String, String> parse(String json) throws SQLException {
    try {
      return JSON.readValue(json, TYPES);
    } catch (JsonProcessingException e) {
      throw new SQLException("a schema version is damaged: " + json, e);
    }
  }

  private static String print(Map<String, String> types) throws SQLException {
    try {
      return JSON.writeValueAsString(types);
    } catch (JsonProcessingException e) {
      throw new SQLException(e);
    }
  }

  int current(TableName table) {
    return of(table).size();
  }

  /** The columns in files of a version, without the time of arrival. */
  java.util.Set<String> columns(TableName table, int version) {
    return of(table).get(version - 1).keySet();
  }

  private List<Map<String, String>> of(TableName table) {
    List<Map<String, String>> its = versions.get(table);
    if (its == null) {
      throw new IllegalArgumentException("table " + table + " is not defined");
    }
    return its;
  }
}
