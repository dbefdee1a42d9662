package io.pharos.core.curation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.core.definition.Column;
import io.pharos.core.definition.CurationDefinition.Serve;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.query.JsonValues;
import io.pharos.core.query.QueryResult;
import io.pharos.core.serving.ServedRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of a run as they are looked up: key, sort value, and the other columns as JSON. */
final class ServedRows {
  private final TableDefinition output;
  private final Serve serve;
  private final String window;

  ServedRows(TableDefinition output, Serve serve, String window) {
    this.output = output;
    this.serve = serve;
    this.window = window;
  }

  /** Up to {@code limit} rows more; none at the end. */
  List<ServedRow> next(QueryResult result, int limit) {
    List<String> names = result.columns().stream().map(QueryResult.ResultColumn::name).toList();
    List<ServedRow> rows = new ArrayList<>();
    while (rows.size() < limit) {
      List<@Nullable Object> row = result.next();
      if (row == null) {
        return rows;
      }
      rows.add(row(names, row));
    }
    return rows;
  }

  private ServedRow row(List<String> names, List<@Nullable Object> row) {
    ObjectNode json = JsonValues.row(names, row);
    boolean byWindow = output.partitionKey().filter(serve.sort()::equals).isPresent();
    String key = text(json, serve.key());
    String sort = byWindow ? window : text(json, serve.sort());
    ObjectNode others = json.objectNode();
    for (Column column : output.columns()) {
      if (!column.name().equals(serve.key()) && !column.name().equals(serve.sort())) {
        others.set(column.name(), json.path(column.name()));
      }
    }
    return new ServedRow(key, sort, others.toString());
  }

  private static String text(ObjectNode row, String column) {
    if (row.path(column).isNull()) {
      throw new IllegalStateException(
          "a row cannot be served: its column "
              + column
              + " is null; leave such rows out in the SQL");
    }
    return row.path(column).asText();
  }
}
