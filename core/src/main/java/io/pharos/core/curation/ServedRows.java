package io.pharos.core.curation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.core.definition.Column;
import io.pharos.core.definition.CurationDefinition.Serve;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.json.PlainJson;
import io.pharos.core.query.JsonValues;
import io.pharos.core.query.QueryResult;
import io.pharos.core.serving.ServedLookup;
import io.pharos.core.serving.ServedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
    return next(result, limit, this::row);
  }

  /**
   * Key and sort value of up to {@code limit} rows more, without their JSON; none at the end. Rows
   * that could not be served, whose run has failed for it, are left out.
   */
  List<ServedRow> nextKeys(QueryResult result, int limit) {
    return next(result, limit, this::keys);
  }

  private static List<ServedRow> next(
      QueryResult result, int limit, Function<ObjectNode, Optional<ServedRow>> read) {
    List<String> names = result.columns().stream().map(QueryResult.ResultColumn::name).toList();
    List<ServedRow> rows = new ArrayList<>();
    while (rows.size() < limit) {
      List<@Nullable Object> row = result.next();
      if (row == null) {
        return rows;
      }
      read.apply(JsonValues.row(names, row)).ifPresent(rows::add);
    }
    return rows;
  }

  private Optional<ServedRow> row(ObjectNode json) {
    ObjectNode others = json.objectNode();
    for (Column column : output.columns()) {
      if (!column.name().equals(serve.key()) && !column.name().equals(serve.sort())) {
        others.set(column.name(), json.path(column.name()));
      }
    }
    return Optional.of(
        new ServedRow(
            text(json, serve.key()),
            byWindow() ? window : text(json, serve.sort()),
            PlainJson.text(others)));
  }

  private Optional<ServedRow> keys(ObjectNode json) {
    boolean served = fits(json.path(serve.key())) && (byWindow() || fits(json.path(serve.sort())));
    return served
        ? row(json).map(row -> new ServedRow(row.key(), row.sort(), ""))
        : Optional.empty();
  }

  private static boolean fits(JsonNode value) {
    return !value.isNull()
        && !value.asText().isEmpty()
        && value.asText().length() <= ServedLookup.MAX_KEY;
  }

  private boolean byWindow() {
    return output.partitionKey().filter(serve.sort()::equals).isPresent();
  }

  private static String text(ObjectNode row, String column) {
    JsonNode value = row.path(column);
    if (!fits(value)) {
      String is =
          value.isNull()
              ? "null"
              : "not of 1 to " + ServedLookup.MAX_KEY + " characters, which is what is looked up";
      throw new IllegalStateException(
          "a row cannot be served: its column "
              + column
              + " is "
              + is
              + "; leave such rows out in the SQL");
    }
    return value.asText();
  }
}
