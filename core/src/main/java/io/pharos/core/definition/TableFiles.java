package io.pharos.core.definition;

import io.pharos.core.shape.ProblemLog;
import io.pharos.core.shape.ShapeReader;
import io.pharos.core.shape.YamlText;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The files of the table folder, by {@code <database>/<file>}. */
final class TableFiles {
  private static final String DATABASE_FILE = "_database";

  private final String label;
  private final Map<String, String> texts;
  private final ProblemLog log;

  TableFiles(String label, Map<String, String> texts, ProblemLog log) {
    this.label = label;
    this.texts = texts;
    this.log = log;
  }

  /** All tables whose file has a valid name. */
  KnownTables tables() {
    checkDatabaseNames();
    SequencedMap<TableName, Optional<TableDefinition>> tables = new LinkedHashMap<>();
    texts.forEach((path, text) -> {
      FileName file = FileName.of(path);
      if (!file.stem().equals(DATABASE_FILE)) {
        table(file, text, tables);
      }
    });
    return new KnownTables(tables);
  }

  private void table(FileName file, String text, Map<TableName, Optional<TableDefinition>> tables) {
    ProblemLog fileLog = log.file(label + "/" + file.path());
    ReservedNames.table(file.stem())
        .ifPresent(
            why -> fileLog.add("'%s' %s; give the table another name".formatted(file.stem(), why)));
    Optional<TableName> name = file.tableName();
    if (name.isEmpty()) {
      file.reportStem("table", fileLog);
    } else {
      tables.put(name.get(), build(name.get(), text, fileLog));
    }
  }

  private static Optional<TableDefinition> build(TableName name, String text, ProblemLog log) {
    return YamlText.compose(text, log)
        .flatMap(root -> new ShapeReader(log).read(root, TableKeys.TABLE))
        .flatMap(block -> new TableBuilder(name, block, log).build());
  }

  private void checkDatabaseNames() {
    Set<String> names = new TreeSet<>();
    texts.keySet().forEach(path -> names.add(FileName.of(path).database()));
    for (String name : names) {
      ProblemLog folder = log.file(label + "/" + name);
      Optional<String> reserved = ReservedNames.database(name);
      if (reserved.isPresent()) {
        folder.add("'%s' %s; give the database another name".formatted(name, reserved.get()));
      } else if (!TableName.IDENTIFIER.matcher(name).matches()) {
        folder.add(
            "'%s' is no name for a database: lower-case letters, digits and _, a letter first"
                .formatted(name));
      }
    }
  }

  /** All databases that have a table or a file of their own. */
  Map<String, DatabaseDefinition> databases(KnownTables tables) {
    Map<String, DatabaseDefinition> databases = new TreeMap<>();
    tables
        .tables()
        .keySet()
        .forEach(table ->
            databases.put(table.database(), DatabaseDefinition.byDefault(table.database())));
    texts.forEach((path, text) -> {
      FileName file = FileName.of(path);
      if (file.stem().equals(DATABASE_FILE)) {
        database(file, text, tables).ifPresent(made -> databases.put(made.name(), made));
      }
    });
    checkMetrics(tables, databases);
    return databases;
  }

  /** Refuses two tables with the same metric, whose events could not be told apart. */
  private void checkMetrics(KnownTables tables, Map<String, DatabaseDefinition> databases) {
    Map<String, TableName> taken = new HashMap<>();
    tables
        .valid()
        .filter(TableDefinition::streaming)
        .map(TableDefinition::name)
        .forEach(table -> {
          String metric = metric(table, databases);
          TableName first = taken.putIfAbsent(metric, table);
          if (first != null) {
            log.file("%s/%s/%s.yaml".formatted(label, table.database(), table.table()))
                .add(
                    "its events would be counted as %s, as those of %s are; "
                        .concat("give the table another name, or its database another namespace")
                        .formatted(metric, first));
          }
        });
  }

  private static String metric(TableName table, Map<String, DatabaseDefinition> databases) {
    DatabaseDefinition database = Objects.requireNonNull(databases.get(table.database()));
    return "'%s' of %s".formatted(DatabaseDefinition.metric(table), database.namespace());
  }

  private Optional<DatabaseDefinition> database(FileName file, String text, KnownTables tables) {
    if (!TableName.IDENTIFIER.matcher(file.database()).matches()) {
      return Optional.empty();
    }
    ProblemLog fileLog = log.file(label + "/" + file.path());
    return YamlText.compose(text, fileLog)
        .flatMap(root -> new ShapeReader(fileLog).read(root, TableKeys.DATABASE))
        .flatMap(block -> new DatabaseBuilder(file.database(), block, tables, fileLog).build());
  }

  SequencedMap<TableName, TableDefinition> definitions(KnownTables tables) {
    SequencedMap<TableName, TableDefinition> definitions = new LinkedHashMap<>();
    tables.valid().forEach(table -> definitions.put(table.name(), table));
    return definitions;
  }
}
