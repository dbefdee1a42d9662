package io.pharos.embedded.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.core.curation.Outcome;
import io.pharos.core.curation.Outcome.Counts;
import io.pharos.core.curation.Run;
import io.pharos.core.definition.CurationName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDatabaseTest {
  private static final String INSERT = "INSERT INTO paused_curation (curation) VALUES (?)";

  private final StateDatabase state;

  StateDatabaseTest(@TempDir Path folder) {
    state = StateDatabase.open(folder.resolve("state.db"));
  }

  @AfterEach
  void closeState() {
    state.close();
  }

  @Test
  void aFullDiskIsSaidToBeFull() {
    assertThatThrownBy(() -> state.write(StateDatabaseTest::untilTheDiskIsFull))
        .isInstanceOf(StateFailure.class)
        .hasMessageContaining("full");
  }

  /** SQLite undoes such a transaction by itself. */
  private static boolean untilTheDiskIsFull(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA max_page_count = 1");
    }
    for (int i = 0; i < 100_000; i++) {
      Sql.run(connection, INSERT, "curation " + i);
    }
    return true;
  }

  @Test
  void afterAFullDiskAWriteIsAllOrNothingAgain() {
    assertThatThrownBy(() -> state.write(StateDatabaseTest::untilTheDiskIsFull))
        .isInstanceOf(StateFailure.class);

    assertThatThrownBy(() ->
            state.write(connection -> {
              Sql.run(connection, INSERT, "half");
              throw new IllegalStateException("half-way");
            }))
        .hasMessage("half-way");
    assertThat(paused()).isEmpty();
    state.write(connection -> Sql.run(connection, INSERT, "whole"));
    assertThat(paused()).containsExactly("whole");
  }

  @Test
  void afterAFullDiskOtherThreadsWrite() throws Exception {
    CompletableFuture<Integer> other =
        CompletableFuture.supplyAsync(
                () -> {
                  assertThatThrownBy(() -> state.write(StateDatabaseTest::untilTheDiskIsFull))
                      .isInstanceOf(StateFailure.class);
                  return 1;
                })
            .thenApplyAsync(
                full -> state.write(connection -> Sql.run(connection, INSERT, "later")),
                task -> new Thread(task).start());

    assertThat(other.get(30, TimeUnit.SECONDS)).isEqualTo(1);
  }

  @Test
  void aFolderOfAnOlderFormatIsBroughtOnAndACopyKept(@TempDir Path other) throws Exception {
    Path file = other.resolve("state.db");
    Files.write(file, resource("format-1.db"));

    try (StateDatabase brought = StateDatabase.open(file)) {
      assertThat(new SqliteRunHistory(brought).runs(Optional.empty(), 10))
          .singleElement()
          .satisfies(run -> {
            assertThat(run.rows()).isEqualTo(42);
            assertThat(run.unserved()).isZero();
          });
    }
    assertThat(other.resolve("state.db.format-1")).isRegularFile();
    StateDatabase.open(file).close();
    try (StateDatabase copy = StateDatabase.open(other.resolve("state.db.format-1"))) {
      assertThat(new SqliteRunHistory(copy).runs(Optional.empty(), 10)).hasSize(1);
    }
  }

  @Test
  void whatIsKnownOfARunOutlivesTheFormatThatItWasWrittenIn(@TempDir Path other) throws Exception {
    Path file = other.resolve("state.db");
    Files.write(file, resource("format-3.db"));
    CurationName daily = CurationName.parse("shop.daily");

    try (StateDatabase brought = StateDatabase.open(file)) {
      SqliteRunHistory history = new SqliteRunHistory(brought);
      assertThat(history.runs(Optional.empty(), 10))
          .map(Run::outcome)
          .containsExactly(
              new Outcome.Running(new Counts(0, 0, 0)),
              new Outcome.Publishing(new Counts(7, 2, 99), "its id is null"),
              new Outcome.Failed(
                  new Counts(7, 0, 99), "no \"rows\"", Instant.parse("2026-11-22T01:30:05Z")),
              new Outcome.Succeeded(
                  new Counts(42, 1, 12_345_678_901L),
                  "1 row is not served: its 'id' is null \u00E9",
                  Instant.parse("2026-11-22T00:30:05.009Z")));
      assertThat(history.latest(daily, Run.State.SUCCEEDED).orElseThrow())
          .returns("019aa5b0-0000-7000-8000-000000000001", Run::id)
          .returns(daily, Run::curation)
          .returns(false, Run::provisional)
          .returns(Instant.parse("2026-11-22T00:30:00.007Z"), Run::startedAt)
          .returns("lake/shop/daily/day=2026-11-21/run=1/", Run::location);
      assertThat(history.latest(daily, Run.State.FAILED)).map(Run::provisional).contains(true);
      assertThat(history.underWay())
          .map(Run::state)
          .containsOnly(Run.State.RUNNING, Run.State.PUBLISHING);
      assertThat(history.paused(daily)).isTrue();
      assertThat(history.firstSeen(daily, Instant.EPOCH)).isEqualTo("2026-11-20T12:00:00.123Z");
    }
    assertThat(other.resolve("state.db.format-3")).isRegularFile();
  }

  @Test
  void aFolderThatCannotBeBroughtOnStaysAsItIs(@TempDir Path other) throws Exception {
    Path file = other.resolve("state.db");
    Files.write(file, resource("format-3.db"));
    try (Connection foreign = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = foreign.createStatement()) {
      statement.execute("CREATE VIEW run_by_state AS SELECT 1");
    }

    assertThatThrownBy(() -> StateDatabase.open(file)).isInstanceOf(StateFailure.class);

    try (Connection foreign = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = foreign.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT user_version, (SELECT count(*) FROM run WHERE row_count >= 0)"
                    + " FROM pragma_user_version")) {
      assertThat(row.getInt(1)).isEqualTo(3);
      assertThat(row.getInt(2)).isEqualTo(4);
    }
  }

  @Test
  void aFolderOfANewerFormatIsRefused(@TempDir Path other) throws Exception {
    Path file = other.resolve("state.db");
    try (StateDatabase newer = StateDatabase.open(file)) {
      newer.write(connection -> Sql.run(connection, "PRAGMA user_version = 1000"));
    }

    assertThatThrownBy(() -> StateDatabase.open(file))
        .isInstanceOf(StateFailure.class)
        .hasMessageContaining("was written by a newer Pharos (format 1000;");
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(StateDatabaseTest.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    }
  }

  private List<String> paused() {
    return state.read(connection ->
        Sql.list(connection, row -> row.getString(1), "SELECT curation FROM paused_curation"));
  }
}
