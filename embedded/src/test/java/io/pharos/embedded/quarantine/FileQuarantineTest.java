package io.pharos.embedded.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.core.capture.Capture;
import io.pharos.core.capture.QuarantineReplay;
import io.pharos.core.definition.TableName;
import io.pharos.core.quarantine.Quarantine;
import io.pharos.core.quarantine.QuarantineContractTest;
import io.pharos.core.quarantine.RefusedEvent;
import io.pharos.core.testing.InMemoryEventStream;
import io.pharos.core.testing.MovableClock;
import io.pharos.core.testing.Tables;
import io.pharos.embedded.testing.Lines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileQuarantineTest extends QuarantineContractTest {
  private static final String AD = "0b5f7a51-3f0e-4d0e-9d5c-0c8f1d1f4a11";

  private static final byte[] BYTES = {'{', '}'};

  @TempDir private Path folder;
  private final MovableClock clock = new MovableClock("2026-11-21T09:30:00Z");
  private FileQuarantine quarantine;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectories(folder.resolve("tmp"));
    quarantine = new FileQuarantine(folder.resolve("quarantine"), folder.resolve("tmp"), clock);
  }

  @AfterEach
  void close() {
    quarantine.close();
  }

  private void reopen() throws IOException {
    quarantine.close();
    clock.forward(Duration.ofMillis(1));
    open();
  }

  @Override
  protected Quarantine quarantine() {
    return quarantine;
  }

  @Test
  void keepsEventsInAFileOfTheHour() throws IOException {
    keep("a");
    keep("b");

    assertThat(files()).hasSize(1);
    assertThat(files().getFirst().getParent())
        .isEqualTo(folder.resolve("quarantine/advertising/impressions/2026/11/21/09"));
    try (InputStream file = new GZIPInputStream(Files.newInputStream(files().getFirst()))) {
      assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(
              "{\"id\":\"a\",\"refused_at\":\"2026-11-21T09:30:00Z\",\"reason\":\"InvalidEvent\","
                  + "\"message\":\"why\",\"event\":\"{\\\"ad_id\\\":\\\"a\\\"}\"}\n"
                  + "{\"id\":\"b\",\"refused_at\":\"2026-11-21T09:30:00Z\",\"reason\":\"InvalidEvent\","
                  + "\"message\":\"why\",\"event\":\"{\\\"ad_id\\\":\\\"b\\\"}\"}\n");
    }
  }

  /** Says the time once its gate is open. */
  private static final class GatedClock extends Clock {
    private final Clock clock;
    private final CountDownLatch gate;

    GatedClock(Clock clock, CountDownLatch gate) {
      this.clock = clock;
      this.gate = gate;
    }

    @Override
    public Instant instant() {
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return clock.instant();
    }

    @Override
    public ZoneId getZone() {
      return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return new GatedClock(clock.withZone(zone), gate);
    }
  }

  @Test
  void moreEventsThanMayWaitAreRefusedUntilTheyAreWritten() {
    CountDownLatch gate = new CountDownLatch(1);
    Clock stopped = new GatedClock(clock, gate); // the writer asks it before it writes
    try (FileQuarantine slow =
        new FileQuarantine(folder.resolve("slow"), folder.resolve("tmp"), stopped)) {
      RefusedEvent event = new RefusedEvent("a", clock.instant(), "InvalidEvent", "why", BYTES);
      TableName table = Tables.IMPRESSIONS.name();
      CompletionStage<Void> most =
          slow.keep(table, Collections.nCopies(FileQuarantine.MAX_WAITING, event));

      assertThat(slow.keep(table, List.of(event)).toCompletableFuture()).isCompletedExceptionally();

      gate.countDown();
      most.toCompletableFuture().join();
      slow.release(table, Set.of("b")); // done behind what was written
      slow.keep(table, List.of(event)).toCompletableFuture().join();
    }
  }

  @Test
  void beginsAFileWithEachHour() {
    keep("a");
    clock.forward(Duration.ofMinutes(30));
    keep("b");

    assertThat(files()).hasSize(2);
    assertThat(ids()).containsExactly("a", "b");
  }

  @Test
  void keepsEventsAcrossARestart() throws IOException {
    keep("a");
    reopen();
    keep("b");
    reopen();

    assertThat(ids()).containsExactly("a", "b");
  }

  @Test
  void releasesFromFilesOfEveryHourAndDeletesTheEmptyOnes() {
    keep("a");
    keep("b");
    clock.forward(Duration.ofHours(1));
    keep("c");
    quarantine.release(Tables.IMPRESSIONS.name(), Set.of("a", "c"));

    assertThat(ids()).containsExactly("b");
    assertThat(files()).hasSize(1);
    assertThat(folder.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void showsWhatWasAcknowledgedBeforeACrashToreTheFile() throws IOException {
    keep("a");
    keep("b");
    quarantine.close();
    byte[] member = member("{\"id\":\"c\",\"refused_at\":\"2026-11-21T09:30:00Z\",\"event\":\"");
    Path file = files().getFirst();
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length <= member.length; length++) {
      Files.write(file, whole);
      Files.write(file, java.util.Arrays.copyOf(member, length), StandardOpenOption.APPEND);
      open();

      assertThat(ids()).as("%d bytes of the next write", length).containsExactly("a", "b");
      quarantine.close();
    }
  }

  @Test
  void keepsWhatWasAcknowledgedWhenItReleasesFromATornFile() throws IOException {
    keep("a");
    keep("b");
    quarantine.close();
    byte[] member = member("{\"id\":\"c\",\"refused_at\":\"2026-11-21T09:30:00Z\",\"event\":\"");
    Files.write(
        files().getFirst(),
        java.util.Arrays.copyOf(member, member.length / 2),
        StandardOpenOption.APPEND);
    open();
    quarantine.release(Tables.IMPRESSIONS.name(), Set.of("a"));

    assertThat(ids()).containsExactly("b");
  }

  @Test
  void showsAnEventOnceThoughItWasKeptTwice() {
    keep("a");
    keep("a");

    assertThat(ids()).containsExactly("a");
  }

  @Test
  void saysThatItCannotKeepEvents() throws IOException {
    Files.delete(folder.resolve("tmp"));
    Files.writeString(folder.resolve("quarantine"), "a file where a folder should be");

    assertThatThrownBy(() -> keep("a")).hasRootCauseInstanceOf(IOException.class);
    Files.delete(folder.resolve("quarantine"));
    keep("b");
    assertThat(ids()).containsExactly("b");
  }

  @Test
  void refusesEventsOnceItIsClosed() {
    quarantine.close();

    assertThatThrownBy(() -> keep("a")).hasMessageContaining("the quarantine is busy");
    quarantine.close();
  }

  @Test
  void replaysWhatFitsTheDefinitionNowAndKeepsTheRest() {
    InMemoryEventStream stream = new InMemoryEventStream();
    Capture capture =
        new Capture(Tables.definitions(Tables.IMPRESSIONS), stream, quarantine, clock);
    keep(AD, "{\"ad_id\":\"" + AD + "\",\"occurred_at\":\"2026-11-21 09:00:00\"}");
    keep("b", "{\"ad_id\":\"none\"");
    QuarantineReplay.Outcome outcome =
        new QuarantineReplay(quarantine, capture).replay(Tables.IMPRESSIONS, Optional.empty());

    assertThat(outcome).isEqualTo(new QuarantineReplay.Outcome(Tables.IMPRESSIONS.name(), 1, 1));
    assertThat(stream.lines()).singleElement().asString().contains(AD);
    assertThat(ids()).containsExactly("b");
  }

  private void keep(String id) {
    keep(id, "{\"ad_id\":\"" + id + "\"}");
  }

  private void keep(String id, String original) {
    quarantine
        .keep(
            Tables.IMPRESSIONS.name(),
            List.of(
                new RefusedEvent(
                    id,
                    clock.instant(),
                    "InvalidEvent",
                    "why",
                    original.getBytes(StandardCharsets.UTF_8))))
        .toCompletableFuture()
        .join();
  }

  private List<String> ids() {
    List<String> ids = new ArrayList<>();
    quarantine.list(Tables.IMPRESSIONS.name(), event -> ids.add(event.id()));
    return ids;
  }

  private List<Path> files() {
    return Lines.files(folder.resolve("quarantine"), ".json.gz");
  }

  /** A write of an event, but for its last bytes. */
  private static byte[] member(String start) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(start.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
