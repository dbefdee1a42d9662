package io.pharos.core.curation.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.core.definition.Column;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.serving.ServedRow;
import io.pharos.core.value.Uuids;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The key and the sort value by which rows of a run are looked up. */
final class ServedKey {
  private final RunContext run;
  private final String key;
  private final String sort;
  private final boolean uuid;
  private final boolean byWindow;

  ServedKey(RunContext run) {
    TableDefinition output = run.output();
    this.run = run;
    this.key = run.serve().key();
    this.sort = run.serve().sort();
    this.uuid = output.column(key).filter(Column::uuid).isPresent();
    this.byWindow = output.partitionKey().filter(sort::equals).isPresent();
  }

  /** The columns of key and sort value, without the partition key. */
  List<Column> columns() {
    return Stream.of(key, sort)
        .filter(name -> !(byWindow && name.equals(sort)))
        .flatMap(name -> run.output().column(name).stream())
        .toList();
  }

  /** Whether a column is the key or the sort value. */
  boolean has(String column) {
    return column.equals(key) || column.equals(sort);
  }

  /** Why a row cannot be looked up; empty if it can. */
  Optional<String> problem(ObjectNode row) {
    if (row.path(key).isNull()) {
      return Optional.of("its " + key + " is null");
    }
    if (uuid && Uuids.normalize(row.path(key).asText()) == null) {
      return Optional.of("its " + key + " is not a UUID");
    }
    return !byWindow && row.path(sort).isNull()
        ? Optional.of("its " + sort + " is null")
        : Optional.empty();
  }

  /** A valid row by its key as looked up: a UUID in lower case. */
  ServedRow row(ObjectNode row, String json) {
    String text = row.path(key).asText();
    return new ServedRow(
        uuid ? text.toLowerCase(Locale.ROOT) : text,
        byWindow ? run.window() : row.path(sort).asText(),
        json);
  }
}
