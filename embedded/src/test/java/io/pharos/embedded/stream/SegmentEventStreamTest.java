package io.pharos.embedded.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.definition.TableDefinition;
import io.pharos.core.definition.TableName;
import io.pharos.core.stream.AppendResult;
import io.pharos.core.stream.EventStream;
import io.pharos.core.stream.EventStreamContractTest;
import io.pharos.core.stream.StreamRecord;
import io.pharos.core.testing.MovableClock;
import io.pharos.core.testing.Tables;
import io.pharos.embedded.testing.Lines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SegmentEventStreamTest extends EventStreamContractTest {
  private static final TableDefinition TABLE = Tables.IMPRESSIONS;
  private static final StreamLimits LIMITS =
      new StreamLimits(64L << 20, Duration.ofMinutes(15), 32L << 20, 256L << 20);
  private static final long ROOM = 1L << 40;

  @TempDir private Path folder;
  private final MovableClock clock = new MovableClock("2026-11-21T09:30:00Z");
  private final BlockingQueue<Segment> closed = new LinkedBlockingQueue<>();
  private SegmentEventStream stream;

  @BeforeEach
  void open() throws IOException {
    stream = open(LIMITS, () -> ROOM);
  }

  @AfterEach
  void close() {
    stream.close();
  }

  private SegmentEventStream open(StreamLimits limits, LongSupplier usableBytes)
      throws IOException {
    return SegmentEventStream.open(
        folder, List.of(TABLE), table -> limits, clock, usableBytes, closed::add);
  }

  private void reopen(StreamLimits limits, LongSupplier usableBytes) throws IOException {
    stream.close();
    closed.clear();
    for (Path file : files()) {
      Files.delete(file);
    }
    stream = open(limits, usableBytes);
  }

  @Override
  protected EventStream stream() {
    return stream;
  }

  @Override
  protected List<String> lines() {
    return Lines.of(files());
  }

  private List<Path> files() {
    return Lines.files(folder, ".jsonl");
  }

  @Test
  void answersOnceTheFileHoldsTheBytes() throws IOException {
    for (int i = 1; i <= 20; i++) {
      StreamRecord record = Lines.record(clock.instant(), "ad-" + i);
      assertThat(append(record)).containsExactly(AppendResult.STORED);
      assertThat(lines()).hasSize(i).last().isEqualTo(Lines.impression("ad-" + i, clock.instant()));
    }
    assertThat(files()).hasSize(1);
  }

  @Test
  void countsWhatAnOpenSegmentHolds() throws IOException {
    append(Lines.record(clock.instant(), "a", "b"), Lines.record(clock.instant(), "c"));

    assertThat(stream.open())
        .singleElement()
        .satisfies(segment -> {
          assertThat(segment.table()).isEqualTo(TABLE.name());
          assertThat(segment.events()).isEqualTo(3);
          assertThat(segment.length()).isEqualTo(Files.size(segment.file()));
          assertThat(segment.minutes()).isEqualTo(Map.of(29_920_889L, 3L));
          assertThat(segment.name().partitionValue()).isEqualTo("2026/11/21/09");
        });
  }

  @Test
  void closesASegmentBySize() throws IOException, InterruptedException {
    long two = 2L * Lines.record(clock.instant(), "a").lines().length;
    reopen(new StreamLimits(two, Duration.ofMinutes(15), 32L << 20, 0), () -> ROOM);
    for (String ad : List.of("a", "b", "c")) {
      append(Lines.record(clock.instant(), ad));
    }

    assertThat(Lines.of(closed.take().file())).hasSize(2);
    assertThat(stream.open()).singleElement().extracting(Segment::events).isEqualTo(1L);
  }

  @Test
  void closesASegmentByAge() throws InterruptedException {
    append(Lines.record(clock.instant(), "a"));
    clock.forward(Duration.ofMinutes(14));
    append(Lines.record(clock.instant(), "b"));
    assertThat(closed).isEmpty();
    clock.forward(Duration.ofMinutes(1));
    append(Lines.record(clock.instant(), "c"));

    assertThat(Lines.of(closed.take().file())).hasSize(2);
    assertThat(stream.open()).singleElement().extracting(Segment::events).isEqualTo(1L);
  }

  @Test
  void closesASegmentByAgeThoughNothingArrives() throws IOException, InterruptedException {
    stream.close();
    closed.clear();
    stream =
        SegmentEventStream.open(
            folder,
            List.of(TABLE),
            table -> new StreamLimits(64L << 20, Duration.ofMillis(50), 32L << 20, 0),
            java.time.Clock.systemUTC(),
            () -> ROOM,
            closed::add);
    append(Lines.record(Instant.EPOCH, "a"));

    assertThat(closed.take().events()).isEqualTo(1);
  }

  @Test
  void closesASegmentAtTheFullHour() throws InterruptedException {
    clock.forward(Duration.ofMinutes(29));
    append(Lines.record(clock.instant(), "a"));
    clock.forward(Duration.ofMinutes(1));
    append(Lines.record(clock.instant(), "b"));

    assertThat(closed.take().name().partitionValue()).isEqualTo("2026/11/21/09");
    assertThat(stream.open())
        .singleElement()
        .extracting(segment -> segment.name().partitionValue())
        .isEqualTo("2026/11/21/10");
  }

  @Test
  void stampsEventsOfThePastHourWithTheTimeOfWriting() {
    StreamRecord late = Lines.record(clock.instant(), "a", "b");
    clock.forward(Duration.ofHours(1));
    append(late);

    assertThat(lines())
        .containsExactly(
            Lines.impression("a", clock.instant()), Lines.impression("b", clock.instant()));
  }

  @Test
  void keepsTheArrivalOfEventsOfTheSameHour() {
    Instant arrival = clock.instant();
    StreamRecord record = Lines.record(arrival, "a");
    clock.forward(Duration.ofMinutes(10));
    append(record);

    assertThat(lines()).containsExactly(Lines.impression("a", arrival));
  }

  @Test
  void keepsTheHourOfArrivalAndOfTheSegmentTheSameWhenTheClockIsSetBack()
      throws InterruptedException {
    clock.forward(Duration.ofMinutes(31));
    append(Lines.record(clock.instant(), "a"));
    clock.forward(Duration.ofMinutes(-2));
    append(Lines.record(clock.instant(), "b"));

    Segment first = closed.take();
    assertThat(first.name().partitionValue()).isEqualTo("2026/11/21/10");
    assertThat(Lines.of(first.file()))
        .containsExactly(Lines.impression("a", Instant.parse("2026-11-21T10:01:00Z")));
    assertThat(stream.open())
        .singleElement()
        .extracting(segment -> segment.name().partitionValue())
        .isEqualTo("2026/11/21/09");
  }

  @Test
  void rollsOnDemand() {
    append(Lines.record(clock.instant(), "a"));
    stream.roll().join();

    assertThat(closed).singleElement().extracting(Segment::events).isEqualTo(1L);
    assertThat(stream.open()).isEmpty();
    stream.roll().join();
    assertThat(closed).hasSize(1);
  }

  @Test
  void handsOnNoSegmentWithoutEvents() {
    append();
    stream.roll().join();

    assertThat(closed).isEmpty();
    assertThat(files()).isEmpty();
  }

  @Test
  void refusesEventsWhenTheDiskIsNearlyFullAndTakesThemAgainLater() throws IOException {
    AtomicLong usable = new AtomicLong((256L << 20) - 1);
    reopen(LIMITS, usable::get);

    assertThat(append(Lines.record(clock.instant(), "a"), Lines.record(clock.instant(), "b")))
        .hasSize(2)
        .containsOnly(
            new AppendResult.Refused(
                AppendResult.Cause.STREAM_ERROR, "the disk is nearly full; send it again later"));
    assertThat(lines()).isEmpty();
    usable.set(256L << 20);
    while (!append(Lines.record(clock.instant(), "c")).equals(List.of(AppendResult.STORED))) {
      Thread.onSpinWait(); // the disk is asked now and then only
    }
    assertThat(lines()).containsExactly(Lines.impression("c", clock.instant()));
  }

  @Test
  void throttlesWhereTooMuchWaits() throws IOException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    reopen(
        new StreamLimits(64L << 20, Duration.ofMinutes(15), 10, 0),
        () -> {
          asked.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return ROOM;
        });
    CompletableFuture<List<AppendResult>> written = start("written");
    try {
      asked.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    CompletableFuture<List<AppendResult>> waits = start("waits");
    CompletableFuture<List<AppendResult>> tooMuch = start("too much");

    assertThat(tooMuch)
        .isCompletedWithValue(
            List.of(
                new AppendResult.Refused(
                    AppendResult.Cause.THROTTLED,
                    "too many events wait to be written; send it again later")));
    goOn.countDown();
    assertThat(written.join()).containsExactly(AppendResult.STORED);
    assertThat(waits.join()).containsExactly(AppendResult.STORED);
    assertThat(lines())
        .containsExactly(
            Lines.impression("written", clock.instant()),
            Lines.impression("waits", clock.instant()));
  }

  @Test
  void refusesEventsWhileNoFileCanBeMade() throws IOException {
    Path own = folder.resolve("advertising/impressions");
    Files.delete(own);
    assertThat(append(Lines.record(clock.instant(), "a")))
        .containsExactly(
            new AppendResult.Refused(
                AppendResult.Cause.STREAM_ERROR,
                "the event could not be written to disk; send it again"));

    Files.createDirectory(own);
    assertThat(append(Lines.record(clock.instant(), "b"))).containsExactly(AppendResult.STORED);
    assertThat(lines()).containsExactly(Lines.impression("b", clock.instant()));
  }

  @Test
  void takesBackAWriteThatFailed() throws IOException {
    FullFile.Outcome outcome = FullFile.fill(folder.resolve("full"));

    assertThat(outcome.refused()).isPositive();
    assertThat(outcome.stored()).contains("small").hasSizeGreaterThan(2);
    assertThat(Lines.of(Lines.files(folder.resolve("full"), ".jsonl")))
        .extracting(line -> line.replaceAll("-x+", ""))
        .containsExactlyElementsOf(
            outcome.stored().stream().map(name -> Lines.impression(name, Instant.EPOCH)).toList());
  }

  @Test
  void refusesEventsOnceItIsClosed() {
    append(Lines.record(clock.instant(), "a"));
    stream.close();

    assertThat(closed).hasSize(1);
    assertThat(append(Lines.record(clock.instant(), "b")))
        .containsExactly(
            new AppendResult.Refused(
                AppendResult.Cause.STREAM_ERROR,
                "the warehouse is shutting down; send it again later"));
    stream.roll().join();
  }

  @Test
  void refusesEventsOfATableWithoutAStream() {
    assertThat(
            stream
                .append(TableName.parse("shop.orders"), List.of(Lines.record(clock.instant(), "a")))
                .toCompletableFuture()
                .join())
        .containsExactly(
            new AppendResult.Refused(AppendResult.Cause.STREAM_ERROR, "this table has no stream"));
  }

  @Test
  void handsOnTheSegmentsThatAnEarlierProcessLeft() throws IOException {
    left("20261121T08", Lines.impression("a", Instant.EPOCH) + "\n");
    left(
        "20261121T09",
        Lines.impression("b", Instant.EPOCH) + "\n" + Lines.impression("c", Instant.EPOCH) + "\n");
    stream.close();
    closed.clear();
    stream = open(LIMITS, () -> ROOM);

    assertThat(closed)
        .extracting(segment -> segment.name().partitionValue())
        .containsExactly("2026/11/21/08", "2026/11/21/09");
    assertThat(closed).extracting(Segment::events).containsExactly(1L, 2L);
    assertThat(closed)
        .last()
        .satisfies(segment -> {
          assertThat(segment.minutes()).isEqualTo(Map.of(29_920_889L, 2L));
          assertThat(segment.length()).isEqualTo(Files.size(segment.file()));
        });
    assertThat(stream.open()).isEmpty();
  }

  @Test
  void cutsATornTailAtTheFirstLineThatIsNotWhole() throws IOException {
    String whole = Lines.impression("a", Instant.EPOCH) + "\n";
    String next = Lines.impression("b", Instant.EPOCH) + "\n";
    for (String torn :
        List.of(
            "",
            next.substring(0, next.length() - 1),
            next.substring(0, 10),
            next.substring(0, 10) + "\n",
            "\0".repeat(4096),
            "\0".repeat(100) + "\n",
            "\n",
            "{}{}\n",
            "[1]\n",
            next.substring(0, 10) + "\n" + next)) {
      Path file = left("20261121T09", whole + torn);
      stream.close();
      closed.clear();
      stream = open(LIMITS, () -> ROOM);

      assertThat(file).as("torn: '%s'", torn).hasContent(whole);
      assertThat(closed).extracting(Segment::events).containsExactly(1L);
      Files.delete(file);
    }
  }

  @Test
  void removesALeftSegmentThatHoldsNothingWhole() throws IOException {
    Path file = left("20261121T09", "{\"impression_id\"");
    stream.close();
    closed.clear();
    stream = open(LIMITS, () -> ROOM);

    assertThat(file).doesNotExist();
    assertThat(closed).isEmpty();
  }

  @Test
  void leavesOtherFilesAlone() throws IOException {
    Path other = folder.resolve("advertising/impressions/notes.jsonl");
    Files.writeString(other, "{}\n");
    stream.close();
    closed.clear();
    stream = open(LIMITS, () -> ROOM);

    assertThat(closed).isEmpty();
    assertThat(other).hasContent("{}\n");
  }

  private Path left(String hour, String content) throws IOException {
    Path file =
        folder.resolve(
            "advertising/impressions/" + hour + "-019aa5b0-0000-7000-8000-000000000001.jsonl");
    return Files.writeString(file, content, StandardCharsets.UTF_8);
  }

  private List<AppendResult> append(StreamRecord... records) {
    return stream.append(TABLE.name(), List.of(records)).toCompletableFuture().join();
  }

  private CompletableFuture<List<AppendResult>> start(String ad) {
    return stream
        .append(TABLE.name(), List.of(Lines.record(clock.instant(), ad)))
        .toCompletableFuture();
  }
}
