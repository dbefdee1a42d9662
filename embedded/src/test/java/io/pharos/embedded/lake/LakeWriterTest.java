package io.pharos.embedded.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.definition.Column;
import io.pharos.core.definition.ColumnType.Scalar;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.quarantine.RefusedEvent;
import io.pharos.core.testing.InMemoryQuarantine;
import io.pharos.core.testing.MovableClock;
import io.pharos.core.testing.Tables;
import io.pharos.embedded.query.DuckDb;
import io.pharos.embedded.state.LakeFile;
import io.pharos.embedded.state.SqliteCatalog;
import io.pharos.embedded.state.StateDatabase;
import io.pharos.embedded.stream.Segment;
import io.pharos.embedded.stream.SegmentEventStream;
import io.pharos.embedded.stream.StreamLimits;
import io.pharos.embedded.testing.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LakeWriterTest {
  private static final TableDefinition TABLE =
      Tables.streaming(
          "shop.orders",
          List.of(
              Column.optional("number", Scalar.INT),
              Column.optional("note", Scalar.STRING),
              Column.optional("at", Scalar.TIMESTAMP)),
          Optional.empty(),
          "at");
  private static final String HOUR = "shop/orders/2026/11/21/09";
  private static final String SEGMENT = "20261121T09-019aa5b0-0000-7000-8000-000000000001";
  private static final long MINUTE = 29_920_889;

  @TempDir private Path data;
  private final MovableClock clock = new MovableClock("2026-11-21T09:30:00Z");
  private final InMemoryQuarantine quarantine = new InMemoryQuarantine();
  private StateDatabase state;
  private SqliteCatalog catalog;
  private DuckDb engine;
  private LakeWriter writer;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectories(data.resolve("tmp"));
    state = StateDatabase.open(data.resolve("state.db"));
    catalog = new SqliteCatalog(state, data, List.of(TABLE));
    engine = DuckDb.open(data, 512L << 20);
    writer = writer();
  }

  private LakeWriter writer() {
    return new LakeWriter(Map.of(TABLE.name(), TABLE), data, engine, catalog, quarantine, clock);
  }

  @AfterEach
  void close() {
    writer.close();
    engine.close();
    state.close();
  }

  @Test
  void filesExactlyTheEventsOfASegment() throws IOException, SQLException {
    file(line("1", "a"), line("2", "\\\"b\\\" \u00E9"), line("null", "c"));

    assertThat(rows())
        .containsExactlyInAnyOrder(
            "1|a|2026-11-21 09:29:59.123|2026-11-21 09:30:00.456",
            "2|\"b\" \u00E9|2026-11-21 09:29:59.123|2026-11-21 09:30:00.456",
            "null|c|2026-11-21 09:29:59.123|2026-11-21 09:30:00.456");
    assertThat(raw())
        .containsExactly(line("1", "a"), line("2", "\\\"b\\\" \u00E9"), line("null", "c"));
  }

  @Test
  void namesFilesAfterTheSegmentAndRemovesIt() throws IOException {
    file(line("1", "a"));

    assertThat(catalog.files(TABLE.name()))
        .containsExactly(
            new LakeFile(
                "lake/" + HOUR + "/" + SEGMENT + ".parquet",
                "2026/11/21/09",
                Files.size(data.resolve("lake/" + HOUR + "/" + SEGMENT + ".parquet")),
                1));
    assertThat(data.resolve("raw/" + HOUR + "/" + SEGMENT + ".json.gz")).exists();
    assertThat(Lines.files(data.resolve("stream"), ".jsonl")).isEmpty();
    assertThat(data.resolve("tmp")).isEmptyDirectory();
    assertThat(writer.backlog()).isEmpty();
    assertThat(writer.trouble()).isEmpty();
  }

  @Test
  void registersThePartitionAndCountsTheMinutes() throws IOException {
    file(line("1", "a"), line("2", "b"));

    assertThat(catalog.partition(TABLE.name(), "2026/11/21/09"))
        .map(partition -> partition.location())
        .contains("lake/" + HOUR + "/");
    assertThat(catalog.minuteCounts(TABLE.name(), 0, MINUTE, Set.of()))
        .isEqualTo(Map.of(MINUTE, 2L));
  }

  @Test
  void changesNothingWhenASegmentIsFiledTwice() throws IOException, SQLException {
    file(line("1", "a"), line("2", "b"));
    List<LakeFile> files = catalog.files(TABLE.name());
    file(line("1", "a"), line("2", "b"));

    assertThat(rows()).hasSize(2);
    assertThat(raw()).hasSize(2);
    assertThat(catalog.files(TABLE.name())).isEqualTo(files);
    assertThat(catalog.minuteCounts(TABLE.name(), 0, MINUTE, Set.of()))
        .isEqualTo(Map.of(MINUTE, 2L));
    assertThat(Lines.files(data.resolve("stream"), ".jsonl")).isEmpty();
  }

  @Test
  void filesASegmentAgainWhoseFilesWereLeftHalfWay() throws IOException, SQLException {
    for (String left :
        List.of(
            "lake/" + HOUR + "/" + SEGMENT + ".parquet",
            "tmp/" + SEGMENT + ".parquet",
            "raw/" + HOUR + "/" + SEGMENT + ".json.gz")) {
      Files.createDirectories(data.resolve(left).resolveSibling(""));
      Files.writeString(data.resolve(left), "half");
    }
    file(line("1", "a"));

    assertThat(rows()).hasSize(1);
    assertThat(raw()).hasSize(1);
  }

  @Test
  void putsALineThatTheEngineRefusesIntoQuarantineAndFilesTheRest()
      throws IOException, SQLException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      lines.add(line(i == 3 || i == 17 ? "99999999999" : "" + i, "n" + i));
    }
    file(lines.toArray(String[]::new));

    assertThat(rows()).hasSize(18).noneMatch(row -> row.contains("|n3|") || row.contains("|n17|"));
    assertThat(raw()).containsExactlyElementsOf(lines);
    assertThat(kept())
        .extracting(event -> new String(event.original(), StandardCharsets.UTF_8).strip())
        .containsExactly(lines.get(3), lines.get(17));
    assertThat(kept()).extracting(RefusedEvent::reason).containsOnly("ConversionFailed");
    assertThat(kept()).allSatisfy(event -> assertThat(event.message()).isNotBlank());
    assertThat(data.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void filesASegmentOfWhichTheEngineRefusesEveryLine() throws IOException {
    file(line("99999999999", "a"), line("99999999998", "b"));

    assertThat(kept()).hasSize(2);
    assertThat(catalog.files(TABLE.name())).isEmpty();
    assertThat(raw()).hasSize(2);
    assertThat(writer.trouble()).isEmpty();
  }

  @Test
  void waitsAndRefusesNoLineWhereTheParquetFileCannotBeWritten() throws IOException, SQLException {
    Path inTheWay = Files.createDirectories(data.resolve("tmp/" + SEGMENT + ".parquet/x"));
    submit(line("1", "a"), line("2", "b"));
    while (writer.trouble().isEmpty() && !writer.backlog().isEmpty()) {
      LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
    }
    assertThat(kept()).isEmpty();
    assertThat(writer.backlog()).hasSize(1);

    Files.delete(inTheWay);
    Files.delete(inTheWay.resolveSibling(""));
    writer.filed().join();
    assertThat(rows()).hasSize(2);
    assertThat(writer.trouble()).isEmpty();
  }

  @Test
  void letsNobodyWaitForWhatItCouldNotFileWhenItCloses() throws IOException {
    Files.createDirectories(data.resolve("tmp/" + SEGMENT + ".parquet/x"));
    submit(line("1", "a"));
    var filed = writer.filed();
    writer.close();

    assertThat(filed).isCompletedExceptionally();
    assertThat(Lines.files(data.resolve("stream"), ".jsonl")).hasSize(1);
  }

  @Test
  void filesWhatItCanWhenItClosesAndNamesTheRest() throws IOException, SQLException {
    Files.createDirectories(data.resolve("tmp/" + SEGMENT + ".parquet/x"));
    write(SEGMENT, List.of(line("1", "a"), line("2", "b")));
    write("20261121T10-019aa5b0-0000-7000-8000-000000000002", List.of(line("3", "c")));
    recover();
    writer.close();

    assertThat(rows()).hasSize(1).allMatch(row -> row.startsWith("3|c|"));
    assertThat(writer.left()).singleElement().extracting(Segment::events).isEqualTo(2L);
    assertThat(writer.trouble()).contains(SEGMENT);
  }

  @Test
  void filesTheEventsOfALeftSegmentOnceTheyFitAgain() throws IOException, SQLException {
    file(line("1", "a"));
    Path other = write("20261121T10-019aa5b0-0000-7000-8000-000000000002", List.of(line("2", "b")));
    recover();
    writer.archived().join();

    assertThat(other).doesNotExist();
    assertThat(rows()).hasSize(2);
    assertThat(catalog.partitions(TABLE.name()))
        .extracting(partition -> partition.value())
        .containsExactly("2026/11/21/09", "2026/11/21/10");
  }

  /** Leaves a segment as a process that ended would, and has it filed. */
  private void file(String... lines) throws IOException {
    submit(lines);
    writer.archived().join();
  }

  private void submit(String... lines) throws IOException {
    write(SEGMENT, List.of(lines));
    recover();
  }

  private Path write(String segment, List<String> lines) throws IOException {
    Path folder = Files.createDirectories(data.resolve("stream/shop/orders"));
    return Files.write(folder.resolve(segment + ".jsonl"), lines);
  }

  private void recover() throws IOException {
    SegmentEventStream.open(
            data.resolve("stream"),
            List.of(TABLE),
            table -> new StreamLimits(64L << 20, Duration.ofMinutes(15), 32L << 20, 0),
            clock,
            () -> Long.MAX_VALUE,
            writer::submit)
        .close();
  }

  private static String line(String number, String note) {
    return "{\"number\":"
        + number
        + ",\"note\":\""
        + note
        + "\",\"at\":\"2026-11-21 09:29:59.123\",\"received_at\":\"2026-11-21 09:30:00.456\"}";
  }

  private List<RefusedEvent> kept() {
    List<RefusedEvent> kept = new ArrayList<>();
    quarantine.list(TABLE.name(), kept::add);
    return kept;
  }

  private List<String> rows() throws SQLException {
    List<String> rows = new ArrayList<>();
    for (LakeFile file : catalog.files(TABLE.name())) {
      try (Connection connection = engine.connect();
          Statement statement = connection.createStatement();
          ResultSet found =
              statement.executeQuery(
                  "SELECT concat_ws('|', coalesce(number::VARCHAR, 'null'), note, \"at\", received_at)"
                      + " FROM read_parquet("
                      + DuckDb.text(data.resolve(file.path()).toString())
                      + ") ORDER BY note")) {
        while (found.next()) {
          rows.add(found.getString(1));
        }
      }
    }
    return rows;
  }

  private List<String> raw() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : Lines.files(data.resolve("raw"), ".json.gz")) {
      try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
        new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(lines::add);
      }
    }
    return lines;
  }
}
