package io.pharos.core.curation.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.core.capture.Uuids;
import io.pharos.core.definition.Column;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.serving.ServedRow;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What rows of a run are looked up by: their key, and their sort value. */
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

  /** The columns that it is made of; the partition key is none. */
  List<Column> columns() {
    return Stream.of(key, sort)
        .filter(name -> !(byWindow && name.equals(sort)))
        .flatMap(name -> run.output().column(name).stream())
        .toList();
  }

  /** Whether a column is a part of it. */
  boolean has(String column) {
    return column.equals(key) || column.equals(sort);
  }

  /** Why a row cannot be looked up by it; empty where it can. */
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

  /** A row without a problem by its key as it is looked up, a UUID in lower case. */
  ServedRow row(ObjectNode row, String json) {
    String text = row.path(key).asText();
    return new ServedRow(
        uuid ? text.toLowerCase(Locale.ROOT) : text,
        byWindow ? run.window() : row.path(sort).asText(),
        json);
  }
}
