package io.pharos.embedded.state;

import io.pharos.core.curation.Run;
import io.pharos.core.curation.RunHistory;
import io.pharos.core.definition.CurationName;
import io.pharos.core.window.Window;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Runs in SQLite. Their ids sort by start. */
public final class SqliteRunHistory implements RunHistory {
  private static final String COLUMNS =
      "id, curation, window_start, window_end, state, provisional, started_at, ended_at, location,"
          + " row_count, unserved, bytes_scanned, message";
  private static final String RECORD =
      "INSERT OR REPLACE INTO run (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final StateDatabase state;

  public SqliteRunHistory(StateDatabase state) {
    this.state = state;
  }

  @Override
  public void record(Run run) {
    state.write(connection ->
        Sql.run(
            connection,
            RECORD,
            run.id(),
            run.curation().toString(),
            run.window().start().toEpochMilli(),
            run.window().end().toEpochMilli(),
            run.state().name().toLowerCase(Locale.ROOT),
            run.provisional(),
            run.startedAt().toEpochMilli(),
            run.endedAt().map(Instant::toEpochMilli).orElse(null),
            run.location(),
            run.rows(),
            run.unserved(),
            run.bytesScanned(),
            run.message()));
  }

  @Override
  public List<Run> runs(Optional<CurationName> curation, int limit) {
    return state.read(connection ->
        curation.isEmpty()
            ? Sql.list(
                connection,
                SqliteRunHistory::run,
                "SELECT " + COLUMNS + " FROM run ORDER BY id DESC LIMIT ?",
                limit)
            : Sql.list(
                connection,
                SqliteRunHistory::run,
                "SELECT " + COLUMNS + " FROM run WHERE curation = ? ORDER BY id DESC LIMIT ?",
                curation.get().toString(),
                limit));
  }

  @Override
  public List<Run> runs(CurationName curation, Window window) {
    return state.read(connection ->
        Sql.list(
            connection,
            SqliteRunHistory::run,
            "SELECT "
                + COLUMNS
                + " FROM run WHERE curation = ? AND window_start = ? AND window_end = ?"
                + " ORDER BY id DESC",
            curation.toString(),
            window.start().toEpochMilli(),
            window.end().toEpochMilli()));
  }

  private static Run run(ResultSet row) throws SQLException {
    long endedAt = row.getLong(8);
    Optional<Instant> ended =
        row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(endedAt));
    return new Run(
        row.getString(1),
        CurationName.parse(row.getString(2)),
        new Window(Instant.ofEpochMilli(row.getLong(3)), Instant.ofEpochMilli(row.getLong(4))),
        Run.State.valueOf(row.getString(5).toUpperCase(Locale.ROOT)),
        row.getBoolean(6),
        Instant.ofEpochMilli(row.getLong(7)),
        ended,
        row.getString(9),
        row.getLong(10),
        row.getLong(11),
        row.getLong(12),
        row.getString(13));
  }

  @Override
  public void pause(CurationName curation, boolean paused) {
    state.write(connection ->
        Sql.run(
            connection,
            paused
                ? "INSERT OR IGNORE INTO paused_curation (curation) VALUES (?)"
                : "DELETE FROM paused_curation WHERE curation = ?",
            curation.toString()));
  }

  @Override
  public Instant firstSeen(CurationName curation, Instant now) {
    return seen(curation)
        .orElseGet(() -> {
          state.write(connection ->
              Sql.run(
                  connection,
                  "INSERT OR IGNORE INTO seen_curation (curation, first_seen) VALUES (?, ?)",
                  curation.toString(),
                  now.toEpochMilli()));
          return seen(curation).orElseThrow();
        });
  }

  private Optional<Instant> seen(CurationName curation) {
    return state
        .read(connection ->
            Sql.list(
                connection,
                row -> Instant.ofEpochMilli(row.getLong(1)),
                "SELECT first_seen FROM seen_curation WHERE curation = ?",
                curation.toString()))
        .stream()
        .findFirst();
  }

  @Override
  public boolean paused(CurationName curation) {
    return state.read(connection ->
        !Sql.list(
                connection,
                row -> true,
                "SELECT 1 FROM paused_curation WHERE curation = ?",
                curation.toString())
            .isEmpty());
  }
}
