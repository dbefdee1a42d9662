package io.pharos.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.definition.TableName;
import io.pharos.core.quarantine.Quarantine;
import io.pharos.core.quarantine.RefusedEvent;
import io.pharos.core.testing.InMemoryEventStream;
import io.pharos.core.testing.InMemoryQuarantine;
import io.pharos.core.testing.Tables;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

class UnreadableBodyTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:20:30.456Z");
  private static final String EVENT =
      "{\"ad_id\":\"11111111-2222-4333-8444-555555555555\","
          + "\"occurred_at\":\"2026-11-21 10:20:00\"}";

  private final InMemoryEventStream stream = new InMemoryEventStream();
  private final InMemoryQuarantine quarantine = new InMemoryQuarantine();
  private final Capture capture = capture(quarantine);

  /** A quarantine that can keep nothing. */
  private static final class Full implements Quarantine {
    @Override
    public CompletionStage<Void> keep(TableName table, List<RefusedEvent> events) {
      return CompletableFuture.failedStage(new IllegalStateException("full"));
    }

    @Override
    public void list(TableName table, Consumer<RefusedEvent> each) {}

    @Override
    public void release(TableName table, Set<String> ids) {}
  }

  private Capture capture(Quarantine kept) {
    return new Capture(
        Tables.definitions(Tables.IMPRESSIONS), stream, kept, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static CaptureOutcome post(Capture capture, BodyFormat format, String body) {
    return capture
        .body("advertising", "impressions", format, utf8(body))
        .toCompletableFuture()
        .join();
  }

  private static CaptureOutcome unreadable(Capture capture, String table, byte[] sent, String why) {
    return capture.unreadable("advertising", table, sent, why).toCompletableFuture().join();
  }

  private List<RefusedEvent> kept() {
    List<RefusedEvent> events = new ArrayList<>();
    quarantine.list(Tables.IMPRESSIONS.name(), events::add);
    return events;
  }

  private static CaptureCounts counts(Capture capture) {
    return Objects.requireNonNull(capture.counts(Tables.IMPRESSIONS.name()));
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/capture/invalid-bodies.csv", delimiter = '|', numLinesToSkip = 1)
  void isRefusedAsAWholeAndKeptOnce(String sent, String message) {
    String body = sent.strip();

    CaptureOutcome outcome = post(capture, BodyFormat.JSON, body);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            CaptureOutcome.BadRequest.class,
            bad -> assertThat(bad.message()).contains(message.strip()));
    assertThat(stream.records()).isEmpty();
    assertThat(kept())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.reason()).isEqualTo("InvalidBody");
          assertThat(one.message()).contains(message.strip());
          assertThat(one.refusedAt()).isEqualTo(NOW);
          assertThat(one.original()).isEqualTo(utf8(body));
        });
    assertThat(counts(capture).invalid()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void isOneOfMoreEventsThanARequestMayHave(BodyFormat format) {
    String body =
        format == BodyFormat.NDJSON
            ? (EVENT + "\n").repeat(501)
            : "{\"impressions\":[" + EVENT + ("," + EVENT).repeat(500) + "]}";

    assertThat(post(capture, format, body)).isInstanceOf(CaptureOutcome.BadRequest.class);

    assertThat(stream.records()).isEmpty();
    assertThat(kept()).singleElement().extracting(RefusedEvent::original).isEqualTo(utf8(body));
  }

  @Test
  void isWhateverAHostCouldNotMakeABodyOf() {
    byte[] sent = {0x1f, (byte) 0x8b, 0, -1};

    assertThat(unreadable(capture, "impressions", sent, "not whole gzip"))
        .isEqualTo(new CaptureOutcome.BadRequest("not whole gzip"));
    assertThat(unreadable(capture, "nothing", sent, "not whole gzip"))
        .isInstanceOf(CaptureOutcome.UnknownTable.class);

    assertThat(kept()).singleElement().extracting(RefusedEvent::original).isEqualTo(sent);
    assertThat(counts(capture).invalid()).isEqualTo(1);
  }

  @Test
  void isToBeSentAgainWhereItCannotBeKept() {
    Capture full = capture(new Full());

    assertThat(post(full, BodyFormat.JSON, "nonsense"))
        .isInstanceOfSatisfying(
            CaptureOutcome.Unavailable.class,
            later -> assertThat(later.message()).contains("quarantine").contains("not JSON"));
    assertThat(counts(full).invalid()).isZero();
    assertThat(counts(full).unavailable()).isEqualTo(1);
  }

  /** It would lose the others, or send the first again and again. */
  @Test
  void isNotReplayedAsTheEventThatItBeginsWith() {
    unreadable(capture, "impressions", utf8(EVENT + "\n" + EVENT), "another media type");
    unreadable(capture, "impressions", utf8("[" + EVENT + "]"), "another media type");

    assertThat(
            new QuarantineReplay(quarantine, capture).replay(Tables.IMPRESSIONS, Optional.empty()))
        .isEqualTo(new QuarantineReplay.Outcome(Tables.IMPRESSIONS.name(), 0, 2));

    assertThat(stream.lines()).isEmpty();
    assertThat(kept()).hasSize(2);
  }

  @Test
  void isReplayedWhereItIsOneEvent() {
    unreadable(capture, "impressions", utf8(EVENT.replace(",", ",\n")), "another media type");

    assertThat(
            new QuarantineReplay(quarantine, capture).replay(Tables.IMPRESSIONS, Optional.empty()))
        .isEqualTo(new QuarantineReplay.Outcome(Tables.IMPRESSIONS.name(), 1, 0));

    assertThat(stream.lines()).hasSize(1);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
