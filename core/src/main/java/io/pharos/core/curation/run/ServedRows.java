package io.pharos.core.curation.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.core.definition.Column;
import io.pharos.core.json.PlainJson;
import io.pharos.core.serving.ServedLimits;
import io.pharos.core.serving.ServedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows of a run in the form of the serving table: key, sort value, and the other columns as JSON.
 * Rows that cannot be looked up are left out and counted. Not safe for many threads.
 */
final class ServedRows {
  private final RunContext run;
  private final ServedKey key;
  private LeftOut leftOut;

  /**
   * The served rows of a run.
   *
   * @param leftOut the rows that were left out before
   */
  ServedRows(RunContext run, LeftOut leftOut) {
    this.run = run;
    this.key = new ServedKey(run);
    this.leftOut = leftOut;
  }

  /**
   * Rows to write, and rows to delete: another run may have served the key of a row that is left
   * out.
   */
  record Page(List<ServedRow> served, List<ServedRow> gone) {}

  /** Divides a page into rows to write and rows to delete. */
  Page page(List<ObjectNode> rows) {
    List<ServedRow> served = new ArrayList<>();
    List<ServedRow> gone = new ArrayList<>();
    for (ObjectNode row : rows) {
      Optional<String> problem = key.problem(row);
      if (problem.isEmpty()) {
        ServedRow whole = key.row(row, others(row));
        problem = problem(whole);
        if (problem.isEmpty()) {
          served.add(whole);
        } else {
          ServedRow bare = key.row(row, "");
          problem(bare).ifPresentOrElse(never -> {}, () -> gone.add(bare));
        }
      }
      problem.ifPresent(this::leaveOut);
    }
    return new Page(served, gone);
  }

  private Optional<String> problem(ServedRow row) {
    return ServedLimits.problem(run.serve().name(), row);
  }

  private void leaveOut(String why) {
    leftOut = leftOut.and(why);
  }

  /** The rows left out so far. */
  LeftOut leftOut() {
    return leftOut;
  }

  private String others(ObjectNode row) {
    ObjectNode others = row.objectNode();
    for (Column column : run.output().columns()) {
      if (!key.has(column.name())) {
        others.set(column.name(), row.path(column.name()));
      }
    }
    return PlainJson.text(others);
  }
}
