package io.pharos.load.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.load.testing.FakeBeacon;
import io.pharos.load.users.Event;
import io.pharos.load.users.EventTable;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SenderTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final FakeBeacon beacon = new FakeBeacon();
  private final Counts counts = new Counts();
  private final List<Event> accepted = Collections.synchronizedList(new ArrayList<>());
  private final Stop stop = new Stop();

  @AfterEach
  void close() {
    beacon.close();
  }

  private static Batch batch(int events) {
    List<Event> all = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      all.add(
          new Event.Impression(
              UUID.randomUUID().toString(), UUID.randomUUID().toString(), 1_795_250_000_000L));
    }
    return new Batch(EventTable.IMPRESSIONS, all);
  }

  private Counts.Snapshot send(URI url, Batch... batches) throws InterruptedException {
    try (Sender sender = new Sender(url, Optional.empty(), counts, accepted::add, stop)) {
      for (Batch batch : batches) {
        sender.send(batch);
      }
      sender.await(PATIENCE, PATIENCE);
    }
    return counts.of(EventTable.IMPRESSIONS);
  }

  @Test
  void countsWhatWasAcceptedAndTellsIt() throws InterruptedException {
    Batch batch = batch(500);
    assertThat(send(beacon.url(), batch)).isEqualTo(new Counts.Snapshot(500, 500, 0));
    assertThat(accepted).isEqualTo(batch.events());
    assertThat(beacon.events("impressions")).hasSize(500);
  }

  @Test
  void countsRecordsThatFailedAndSaysWhyTheFirstDid() throws InterruptedException {
    Batch batch = batch(10);
    String unlucky = batch.events().get(3).id();
    beacon.refuse(event -> event.path("impression_id").asText().equals(unlucky));
    assertThat(send(beacon.url(), batch)).isEqualTo(new Counts.Snapshot(10, 9, 1));
    assertThat(counts.firstFailure()).contains("InvalidEvent: 'ad_id' is not liked here");
    assertThat(accepted).extracting(Event::id).hasSize(9).doesNotContain(unlucky);
  }

  @Test
  void sendsTheSameIdsAgainAfterA503() throws InterruptedException {
    beacon.script(503, Map.of("Retry-After", "0"), "{\"error\":\"full\"}");
    beacon.script(429, Map.of("Retry-After", "0"), "{\"error\":\"too fast\"}");
    Batch batch = batch(5);
    assertThat(send(beacon.url(), batch)).isEqualTo(new Counts.Snapshot(5, 5, 0));
    assertThat(counts.requests()).isEqualTo(3);
    assertThat(counts.retries()).isEqualTo(2);
    assertThat(beacon.events("impressions"))
        .extracting(event -> event.path("impression_id").asText())
        .isEqualTo(batch.events().stream().map(Event::id).toList());
  }

  @Test
  void waitsAsLongAsTheBeaconAsks() throws InterruptedException {
    beacon.script(503, Map.of("Retry-After", "1"), "{}");
    long start = System.nanoTime();
    send(beacon.url(), batch(1));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void givesUpAfterAllAttempts() throws InterruptedException {
    for (int i = 0; i < Delivery.MAX_ATTEMPTS; i++) {
      beacon.script(503, Map.of("Retry-After", "0"), "{\"error\":\"full\"}");
    }
    assertThat(send(beacon.url(), batch(5))).isEqualTo(new Counts.Snapshot(5, 0, 5));
    assertThat(counts.firstFailure())
        .contains(beacon.url() + "/advertising/impressions answered 503: full");
    assertThat(beacon.received()).isEmpty();
  }

  @Test
  void doesNotRepeatWhatWillNeverBeTaken() throws InterruptedException {
    beacon.script(404, Map.of(), "{\"error\":\"no such table\"}");
    assertThat(send(beacon.url(), batch(5))).isEqualTo(new Counts.Snapshot(5, 0, 5));
    assertThat(counts.requests()).isEqualTo(1);
    assertThat(counts.firstFailure().orElseThrow()).endsWith("answered 404: no such table");
  }

  @Test
  void believesNoAnswerThatContradictsItself() throws InterruptedException {
    beacon.script(200, Map.of(), "{\"failed_count\":0,\"records\":[]}");
    beacon.script(200, Map.of(), "{\"failed_count\":1,\"records\":[{\"failed\":false}]}");
    beacon.script(200, Map.of(), "<html>welcome to this wifi</html>");
    assertThat(send(beacon.url(), batch(1), batch(1), batch(1)))
        .isEqualTo(new Counts.Snapshot(3, 0, 3));
  }

  @Test
  void countsAsFailedWhatNobodyTook() throws InterruptedException {
    beacon.close();
    assertThat(send(beacon.url(), batch(2))).isEqualTo(new Counts.Snapshot(2, 0, 2));
    assertThat(counts.firstFailure().orElseThrow()).endsWith("nothing answers there");
  }

  @Test
  void aBatchHoldsOneTableAndNoMoreThanABeaconTakes() {
    assertThatThrownBy(() -> batch(501)).hasMessageContaining("500");
    assertThatThrownBy(() -> batch(0)).hasMessageContaining("1 to 500");
    assertThatThrownBy(() -> new Batch(EventTable.CLICKS, batch(1).events()))
        .hasMessageContaining("one table");
  }
}
