package io.pharos.core.curation.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.core.query.JsonValues;
import io.pharos.core.query.QueryEngine;
import io.pharos.core.query.QueryResult;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rows of a query in pages, so that memory does not grow with the rows of a window. */
final class ServedPages {
  private static final int ROWS = 500;

  private final QueryEngine engine;
  private final Clock clock;

  ServedPages(QueryEngine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /**
   * Passes on page after page until the rows end. If the rows can be read from a position on, it
   * also stops when the time is over.
   *
   * @return the position to continue at; empty if there are no more rows
   */
  Optional<String> each(RunStep.Answer answer, Consumer<List<ObjectNode>> page) {
    try (QueryResult result = engine.result(answer.query(), answer.from())) {
      List<String> names = result.columns().stream().map(QueryResult.ResultColumn::name).toList();
      while (true) {
        List<ObjectNode> rows = rows(result, names);
        page.accept(rows);
        if (rows.size() < ROWS) {
          return Optional.empty();
        }
        Optional<String> position = result.position();
        if (position.isPresent() && !clock.instant().isBefore(answer.until())) {
          return position;
        }
      }
    }
  }

  private static List<ObjectNode> rows(QueryResult result, List<String> names) {
    List<ObjectNode> rows = new ArrayList<>();
    while (rows.size() < ROWS) {
      List<@Nullable Object> row = result.next();
      if (row == null) {
        break;
      }
      rows.add(JsonValues.row(names, row));
    }
    return rows;
  }
}
