package io.pharos.core.curation.run;

import static java.util.stream.Collectors.joining;

import io.pharos.core.curation.Run;
import io.pharos.core.curation.RunHistory;
import io.pharos.core.definition.ServedName;
import io.pharos.core.query.Statement;
import io.pharos.core.serving.ServingTable;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the rows of the run to the serving table in the order of their keys. A table that is kept
 * in that order is then written page after page, not at random.
 */
final class ServeRows implements RunStep {
  private static final String RESULT = "result";

  private final ServedPages pages;
  private final ServingTable serving;
  private final RunHistory history;

  ServeRows(ServedPages pages, ServingTable serving, RunHistory history) {
    this.pages = pages;
    this.serving = serving;
    this.history = history;
  }

  @Override
  public String name() {
    return "serve";
  }

  @Override
  public boolean publishes() {
    return true;
  }

  @Override
  public Optional<Statement> asks(RunContext run) {
    String keys =
        new ServedKey(run)
            .columns().stream().map(column -> '"' + column.name() + '"').collect(joining(", "));
    return Optional.of(
        new Statement.Select(
            "SELECT * FROM " + RESULT + " ORDER BY " + keys, Map.of(RESULT, run.rows())));
  }

  @Override
  public Taken take(RunContext context, Answer answer) {
    Optional<Position> position = answer.from().map(Position::parse);
    Run run = position.isEmpty() ? begun(context.run()) : context.run();
    ServedRows rows =
        new ServedRows(context, position.map(at -> at.leftOut(run.message())).orElse(LeftOut.NONE));
    Optional<String> next =
        pages.each(
            new Answer(
                answer.query(), answer.end(), position.map(Position::inRows), answer.until()),
            page -> serve(context.serve().name(), rows.page(page)));
    LeftOut leftOut = rows.leftOut();
    Run served = run.served(leftOut.rows(), leftOut.why());
    history.record(served);
    return new Taken(served, next.map(at -> new Position(leftOut.rows(), at).text()));
  }

  /**
   * The position to continue at, with the count of rows left out before it: a repeated page counts
   * once.
   */
  private record Position(long leftOut, String inRows) {
    static Position parse(String text) {
      int end = text.indexOf(':');
      return new Position(Long.parseLong(text.substring(0, end)), text.substring(end + 1));
    }

    String text() {
      return leftOut + ":" + inRows;
    }

    LeftOut leftOut(String why) {
      return leftOut == 0 ? LeftOut.NONE : new LeftOut(leftOut, why);
    }
  }

  /** Records that readers may see rows of the run from now on. */
  private Run begun(Run run) {
    Run publishing = run.publishing();
    history.record(publishing);
    return publishing;
  }

  private void serve(ServedName name, ServedRows.Page page) {
    if (!page.served().isEmpty()) {
      serving.upsert(name, page.served());
    }
    if (!page.gone().isEmpty()) {
      serving.delete(name, page.gone());
    }
  }
}
