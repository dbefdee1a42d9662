package io.pharos.core.curation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.core.capture.Uuids;
import io.pharos.core.definition.Column;
import io.pharos.core.definition.CurationDefinition.Serve;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.json.PlainJson;
import io.pharos.core.query.JsonValues;
import io.pharos.core.query.QueryResult;
import io.pharos.core.serving.ServedLimits;
import io.pharos.core.serving.ServedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a run as they are looked up: key, sort value, and the other columns as JSON. Those that
 * cannot be looked up are left out and counted. Not safe for many threads.
 */
final class ServedRows {
  private final TableDefinition output;
  private final Serve serve;
  private final String window;
  private final boolean uuidKey;
  private LeftOut leftOut = LeftOut.NONE;

  ServedRows(TableDefinition output, Serve serve, String window) {
    this.output = output;
    this.serve = serve;
    this.window = window;
    this.uuidKey = output.column(serve.key()).filter(Column::uuid).isPresent();
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
      row(JsonValues.row(names, row)).ifPresent(rows::add);
    }
    return rows;
  }

  /** Those that were left out so far. */
  LeftOut leftOut() {
    return leftOut;
  }

  private Optional<ServedRow> row(ObjectNode json) {
    String key = key(json);
    String sort = byWindow() ? window : text(json, serve.sort());
    if (key == null || sort == null) {
      return Optional.empty();
    }
    ServedRow row = new ServedRow(key, sort, others(json));
    Optional<String> problem = ServedLimits.problem(serve.name(), row);
    problem.ifPresent(this::leaveOut);
    return problem.isEmpty() ? Optional.of(row) : Optional.empty();
  }

  /** As it is looked up: a UUID in lower case. */
  private @Nullable String key(ObjectNode json) {
    String text = text(json, serve.key());
    if (text == null || !uuidKey) {
      return text;
    }
    String uuid = Uuids.normalize(text);
    if (uuid == null) {
      leaveOut("its " + serve.key() + " is not a UUID");
    }
    return uuid;
  }

  private @Nullable String text(ObjectNode json, String column) {
    JsonNode value = json.path(column);
    if (value.isNull()) {
      leaveOut("its " + column + " is null");
      return null;
    }
    return value.asText();
  }

  private String others(ObjectNode json) {
    ObjectNode others = json.objectNode();
    for (Column column : output.columns()) {
      if (!column.name().equals(serve.key()) && !column.name().equals(serve.sort())) {
        others.set(column.name(), json.path(column.name()));
      }
    }
    return PlainJson.text(others);
  }

  private void leaveOut(String why) {
    leftOut = leftOut.and(why);
  }

  private boolean byWindow() {
    return output.partitionKey().filter(serve.sort()::equals).isPresent();
  }
}
