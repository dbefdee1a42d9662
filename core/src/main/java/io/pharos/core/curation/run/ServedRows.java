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
 * Rows of a run as they are looked up: key, sort value, and the other columns as JSON. Those that
 * cannot be looked up are left out and counted. Not safe for many threads.
 */
final class ServedRows {
  private final RunContext run;
  private final ServedKey key;
  private LeftOut leftOut;

  /**
   * Those of a run.
   *
   * @param leftOut those of it that were left out before
   */
  ServedRows(RunContext run, LeftOut leftOut) {
    this.run = run;
    this.key = new ServedKey(run);
    this.leftOut = leftOut;
  }

  /**
   * Rows to write, and those to delete: what another run may have served by the key of a row that
   * is left out.
   */
  record Page(List<ServedRow> served, List<ServedRow> gone) {}

  /** What becomes of some rows. */
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

  /** Those that were left out so far. */
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
