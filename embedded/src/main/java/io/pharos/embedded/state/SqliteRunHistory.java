package io.pharos.embedded.state;

import io.pharos.core.curation.OutcomeJson;
import io.pharos.core.curation.Run;
import io.pharos.core.curation.RunHistory;
import io.pharos.core.definition.CurationName;
import io.pharos.core.window.Window;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs in SQLite. */
public final class SqliteRunHistory implements RunHistory {
  private static final int PAGE = 100;

  /** Sorts after every id. */
  private static final String END = "~";

  private final StateDatabase state;

  public SqliteRunHistory(StateDatabase state) {
    this.state = state;
  }

  @Override
  public void record(Run run) {
    write(
        "runs/record",
        run.id(),
        run.curation().toString(),
        run.window().start().toEpochMilli(),
        run.window().end().toEpochMilli(),
        run.provisional(),
        run.startedAt().toEpochMilli(),
        run.location(),
        run.state().name(),
        OutcomeJson.text(run.outcome()));
  }

  @Override
  public List<Run> runs(Optional<CurationName> curation, int limit) {
    return curation.isEmpty()
        ? read("runs/newest", limit)
        : read("runs/newest_of_curation", curation.get().toString(), END, limit);
  }

  @Override
  public List<Run> runs(CurationName curation, Window window) {
    return read(
        "runs/of_window",
        curation.toString(),
        window.start().toEpochMilli(),
        window.end().toEpochMilli());
  }

  @Override
  public Stream<Run> newest(CurationName curation) {
    return Stream.iterate(
            before(curation, END),
            page -> !page.isEmpty(),
            page -> before(curation, page.getLast().id()))
        .flatMap(List::stream);
  }

  private List<Run> before(CurationName curation, String id) {
    return read("runs/newest_of_curation", curation.toString(), id, PAGE);
  }

  @Override
  public Optional<Run> latest(CurationName curation, Run.State state) {
    return read("runs/latest", curation.toString(), state.name()).stream().findFirst();
  }

  @Override
  public List<Run> underWay() {
    return read("runs/under_way");
  }

  private List<Run> read(String sql, Object... values) {
    return state.read(
        connection -> Sql.list(connection, SqliteRunHistory::run, SqlFile.text(sql), values));
  }

  private static Run run(ResultSet row) throws SQLException {
    return new Run(
        row.getString(1),
        CurationName.parse(row.getString(2)),
        new Window(Instant.ofEpochMilli(row.getLong(3)), Instant.ofEpochMilli(row.getLong(4))),
        row.getBoolean(5),
        Instant.ofEpochMilli(row.getLong(6)),
        row.getString(7),
        OutcomeJson.parse(row.getString(8)));
  }

  private void write(String sql, Object... values) {
    state.write(connection -> Sql.run(connection, SqlFile.text(sql), values));
  }

  @Override
  public void pause(CurationName curation, boolean paused) {
    write(paused ? "runs/pause" : "runs/go_on", curation.toString());
  }

  @Override
  public Instant firstSeen(CurationName curation, Instant now) {
    return seen(curation)
        .orElseGet(() -> {
          write("runs/see", curation.toString(), now.toEpochMilli());
          return seen(curation).orElseThrow();
        });
  }

  private Optional<Instant> seen(CurationName curation) {
    return state
        .read(connection ->
            Sql.list(
                connection,
                row -> Instant.ofEpochMilli(row.getLong(1)),
                SqlFile.text("runs/seen"),
                curation.toString()))
        .stream()
        .findFirst();
  }

  @Override
  public boolean paused(CurationName curation) {
    return state.read(connection ->
        !Sql.list(connection, row -> true, SqlFile.text("runs/paused"), curation.toString())
            .isEmpty());
  }
}
