package io.pharos.embedded.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.definition.Column;
import io.pharos.core.definition.ColumnType.Scalar;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.query.QueryResult;
import io.pharos.core.query.QueryStatus;
import io.pharos.core.query.Statement;
import io.pharos.core.testing.InMemoryQuarantine;
import io.pharos.core.testing.MovableClock;
import io.pharos.core.testing.Tables;
import io.pharos.embedded.query.DuckDb;
import io.pharos.embedded.query.DuckDbQueryEngine;
import io.pharos.embedded.state.LakeFile;
import io.pharos.embedded.state.SqliteCatalog;
import io.pharos.embedded.state.StateDatabase;
import io.pharos.embedded.stream.SegmentEventStream;
import io.pharos.embedded.stream.StreamLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactionTest {
  private static final TableDefinition TABLE =
      Tables.streaming(
          "shop.orders",
          List.of(Column.optional("number", Scalar.INT), Column.optional("at", Scalar.TIMESTAMP)),
          Optional.empty(),
          "at");

  @TempDir private Path data;
  private final MovableClock clock = new MovableClock("2026-11-21T09:30:00Z");
  private StateDatabase state;
  private DuckDb engine;
  private SqliteCatalog catalog;
  private LakeWriter writer;
  private DuckDbQueryEngine queries;
  private Compaction compaction;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectories(data.resolve("tmp"));
    state = StateDatabase.open(data.resolve("state.db"));
    engine = DuckDb.open(data, 256L << 20);
    catalog = new SqliteCatalog(state, data, List.of(TABLE));
    writer =
        new LakeWriter(
            Map.of(TABLE.name(), TABLE), data, engine, catalog, new InMemoryQuarantine(), clock);
    queries = new DuckDbQueryEngine(data, engine, Map.of(TABLE.name(), TABLE), catalog, clock);
    compaction = new Compaction(data, engine, catalog, clock);
  }

  @AfterEach
  void close() {
    writer.close();
    queries.close();
    engine.close();
    state.close();
  }

  @Test
  void manySmallFilesOfAClosedHourBecomeOneWithTheSameRows() throws IOException {
    file(5);
    clock.set("2026-11-21T10:11:00Z");

    assertThat(compaction.compact(TABLE)).isEqualTo(5);

    assertThat(catalog.files(TABLE.name())).hasSize(1);
    assertThat(rows()).isEqualTo("5 rows, sum 10, in 2026/11/21/09");
    assertThat(compaction.compact(TABLE)).as("nothing is left to do").isZero();
  }

  @Test
  void anHourThatMayStillGetFilesIsLeftAlone() throws IOException {
    file(5);
    clock.set("2026-11-21T10:09:00Z");

    assertThat(compaction.compact(TABLE)).isZero();
    assertThat(catalog.files(TABLE.name())).hasSize(5);
  }

  @Test
  void aFewFilesAreLeftAlone() throws IOException {
    file(3);
    clock.set("2026-11-21T12:00:00Z");

    assertThat(compaction.compact(TABLE)).isZero();
  }

  @Test
  void whatWasReplacedIsDeletedOnceNoQueryCanReadIt() throws IOException {
    file(5);
    List<LakeFile> old = catalog.files(TABLE.name());
    clock.set("2026-11-21T12:00:00Z");
    compaction.compact(TABLE);

    assertThat(compaction.deleteRetired()).isZero();
    assertThat(old).allSatisfy(file -> assertThat(data.resolve(file.path())).exists());

    clock.forward(Duration.ofMinutes(61));
    assertThat(compaction.deleteRetired()).isEqualTo(5);
    assertThat(old).allSatisfy(file -> assertThat(data.resolve(file.path())).doesNotExist());
    assertThat(rows()).isEqualTo("5 rows, sum 10, in 2026/11/21/09");
  }

  private void file(int segments) throws IOException {
    Path folder = Files.createDirectories(data.resolve("stream/shop/orders"));
    for (int i = 0; i < segments; i++) {
      Files.writeString(
          folder.resolve("20261121T09-019aa5b0-0000-7000-8000-00000000000" + i + ".jsonl"),
          "{\"number\":%d,\"at\":\"2026-11-21 09:29:00.000\",\"received_at\":\"2026-11-21 09:30:00.000\"}\n"
              .formatted(i));
    }
    SegmentEventStream.open(
            data.resolve("stream"),
            List.of(TABLE),
            table -> new StreamLimits(64L << 20, Duration.ofMinutes(15), 32L << 20, 0),
            clock,
            () -> Long.MAX_VALUE,
            writer::submit)
        .close();
    writer.archived().join();
  }

  private String rows() {
    String id =
        queries.start(
            new Statement.Select(
                "select count(*), sum(number), min(inserted_at) from shop.orders"));
    while (queries.status(id) instanceof QueryStatus.Running) {
      Thread.onSpinWait();
    }
    try (QueryResult result = queries.result(id)) {
      List<?> row = List.copyOf(result.next());
      return row.get(0) + " rows, sum " + row.get(1) + ", in " + row.get(2);
    }
  }
}
