package io.pharos.core.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.definition.TableName;
import io.pharos.core.testing.Tables;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Quarantine} promises. */
public abstract class QuarantineContractTest {
  private static final TableName TABLE = Tables.IMPRESSIONS.name();
  private static final TableName OTHER = Tables.EVERYTHING.name();
  private static final Instant TIME = Instant.parse("2026-11-21T09:30:00.123Z");

  /** An empty quarantine; the same one throughout a test. */
  protected abstract Quarantine quarantine();

  @Test
  void isEmptyAtFirst() {
    assertThat(kept(TABLE)).isEmpty();
  }

  @Test
  void showsWhatItKeeps() {
    keep(
        TABLE,
        new RefusedEvent(
            id(1), TIME, "InvalidEvent", "column 'ad_id' is missing", bytes("{\"a\": 1}")));

    assertThat(kept(TABLE))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.id()).isEqualTo(id(1));
          assertThat(event.refusedAt()).isEqualTo(TIME);
          assertThat(event.reason()).isEqualTo("InvalidEvent");
          assertThat(event.message()).isEqualTo("column 'ad_id' is missing");
          assertThat(event.original()).isEqualTo(bytes("{\"a\": 1}"));
        });
  }

  @Test
  void keepsEveryByteOfTheOriginal() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    keep(TABLE, event(1, all), event(2, bytes("a\nb\r\n\t\"\\")), event(3, new byte[0]));

    assertThat(kept(TABLE))
        .extracting(RefusedEvent::original)
        .containsExactly(all, bytes("a\nb\r\n\t\"\\"), new byte[0]);
  }

  @Test
  void keepsALargeOriginal() {
    byte[] large = bytes("x".repeat(256 * 1024));
    keep(TABLE, event(1, large));

    assertThat(kept(TABLE)).extracting(RefusedEvent::original).containsExactly(large);
  }

  @Test
  void showsTheOldestFirst() {
    keep(TABLE, event(1), event(2));
    keep(TABLE, event(3));
    keep(TABLE, event(4), event(5));

    assertThat(ids(TABLE)).containsExactly(id(1), id(2), id(3), id(4), id(5));
  }

  @Test
  void keepsManyAtOnce() {
    keep(TABLE, IntStream.range(0, 500).mapToObj(i -> event(i)).toArray(RefusedEvent[]::new));

    assertThat(ids(TABLE))
        .containsExactlyElementsOf(
            IntStream.range(0, 500).mapToObj(QuarantineContractTest::id).toList());
  }

  @Test
  void keepsNothingOfNoEvents() {
    keep(TABLE);

    assertThat(kept(TABLE)).isEmpty();
  }

  @Test
  void keepsTablesApart() {
    keep(TABLE, event(1));
    keep(OTHER, event(2));

    assertThat(ids(TABLE)).containsExactly(id(1));
    assertThat(ids(OTHER)).containsExactly(id(2));
  }

  @Test
  void releasesEventsByTheirId() {
    keep(TABLE, event(1), event(2), event(3));
    keep(TABLE, event(4));
    quarantine().release(TABLE, Set.of(id(2), id(4)));

    assertThat(ids(TABLE)).containsExactly(id(1), id(3));
  }

  @Test
  void isEmptyOnceAllAreReleased() {
    keep(TABLE, event(1), event(2));
    quarantine().release(TABLE, Set.of(id(1), id(2)));

    assertThat(kept(TABLE)).isEmpty();
  }

  @Test
  void ignoresIdsThatItDoesNotKnow() {
    keep(TABLE, event(1));
    quarantine().release(TABLE, Set.of(id(9)));
    quarantine().release(OTHER, Set.of(id(1)));
    quarantine().release(TABLE, Set.of());

    assertThat(ids(TABLE)).containsExactly(id(1));
  }

  @Test
  void keepsEventsAfterARelease() {
    keep(TABLE, event(1), event(2));
    quarantine().release(TABLE, Set.of(id(1)));
    keep(TABLE, event(3));

    assertThat(ids(TABLE)).containsExactly(id(2), id(3));
  }

  @Test
  void keepsWhatManyThreadsGive() throws InterruptedException {
    Quarantine quarantine = quarantine();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int first = i * 10;
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int n = first; n < first + 10; n++) {
                  quarantine.keep(TABLE, List.of(event(n))).toCompletableFuture().join();
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(ids(TABLE))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 80).mapToObj(QuarantineContractTest::id).toList());
  }

  private void keep(TableName table, RefusedEvent... events) {
    quarantine().keep(table, List.of(events)).toCompletableFuture().join();
  }

  private List<RefusedEvent> kept(TableName table) {
    List<RefusedEvent> events = new ArrayList<>();
    quarantine().list(table, events::add);
    return events;
  }

  private List<String> ids(TableName table) {
    return kept(table).stream().map(RefusedEvent::id).toList();
  }

  private static RefusedEvent event(int number) {
    return event(number, bytes("{\"n\": " + number + "}"));
  }

  private static RefusedEvent event(int number, byte[] original) {
    return new RefusedEvent(
        id(number), TIME.plusMillis(number), "InvalidEvent", "column 'n'", original);
  }

  private static String id(int number) {
    return "019aa5b0-0000-7000-8000-%012x".formatted(number);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
