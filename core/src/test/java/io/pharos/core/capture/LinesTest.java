package io.pharos.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.quarantine.RefusedEvent;
import io.pharos.core.testing.InMemoryEventStream;
import io.pharos.core.testing.InMemoryQuarantine;
import io.pharos.core.testing.Tables;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Bodies of one event a line. */
class LinesTest {
  private static final String GOOD = "{\"tiny\":1}";

  private final InMemoryEventStream stream = new InMemoryEventStream();
  private final InMemoryQuarantine quarantine = new InMemoryQuarantine();
  private final Capture capture =
      new Capture(
          Tables.definitions(Tables.EVERYTHING),
          stream,
          quarantine,
          Clock.fixed(Instant.parse("2026-11-21T10:20:30Z"), ZoneOffset.UTC));

  private List<EventResult> post(byte[] body) {
    CaptureOutcome outcome =
        capture.body("zoo", "everything", BodyFormat.NDJSON, body).toCompletableFuture().join();
    assertThat(outcome).isInstanceOf(CaptureOutcome.Captured.class);
    return ((CaptureOutcome.Captured) outcome).results();
  }

  private List<RefusedEvent> kept() {
    List<RefusedEvent> events = new ArrayList<>();
    quarantine.list(Tables.EVERYTHING.name(), events::add);
    return events;
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/capture/invalid-lines.csv", delimiter = '|', numLinesToSkip = 1)
  void aBadOneIsOneRefusedEventAndTheOthersAreTaken(String given, String message) {
    String bad = given.strip();

    List<EventResult> results = post(utf8(GOOD + "\n" + bad + "\n" + GOOD + "\n"));

    assertThat(results)
        .extracting(EventResult.Accepted.class::isInstance)
        .containsExactly(true, false, true);
    EventResult.Failed failed = (EventResult.Failed) results.get(1);
    assertThat(failed.code()).isEqualTo(EventResult.ErrorCode.INVALID_EVENT);
    assertThat(failed.message()).contains(message.strip());
    assertThat(stream.lines()).hasSize(2).allMatch(line -> line.startsWith("{\"tiny\":1,"));
    assertThat(kept())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.reason()).isEqualTo("InvalidEvent");
          assertThat(one.message()).isEqualTo(failed.message());
          assertThat(one.original()).isEqualTo(utf8(bad));
        });
  }

  @Test
  void oneThatIsNoUtf8IsKeptByteForByte() {
    byte[] bad = {'{', '"', 't', 'e', 'x', 't', '"', ':', '"', (byte) 0xFC, '"', '}'};
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(bad);
    body.writeBytes(utf8("\n" + GOOD));

    assertThat(post(body.toByteArray()))
        .extracting(EventResult.Accepted.class::isInstance)
        .containsExactly(false, true);
    assertThat(kept()).singleElement().extracting(RefusedEvent::original).isEqualTo(bad);
  }

  @Test
  void allMayBeBad() {
    assertThat(post(utf8("a\nb"))).hasSize(2).allMatch(EventResult.Failed.class::isInstance);
    assertThat(kept()).hasSize(2);
    assertThat(stream.records()).isEmpty();
  }

  @Test
  void theyEndInANewlineOrACarriageReturnAndANewlineAndBlankOnesAreNone() {
    assertThat(post(utf8("\uFEFF" + GOOD + "\r\n\r\n \t\n\n" + GOOD + "\nbad\r\n  " + GOOD)))
        .extracting(EventResult.Accepted.class::isInstance)
        .containsExactly(true, true, false, true);
    assertThat(kept()).singleElement().extracting(RefusedEvent::original).isEqualTo(utf8("bad"));
  }

  @Test
  void theMessageSaysWhereInTheLineItStopsToBeJson() {
    EventResult failed = post(utf8(GOOD + "\n{\"tiny\":x}\n")).get(1);

    assertThat(((EventResult.Failed) failed).message()).contains("(column 9)");
  }

  @Test
  void theMessageSpeaksOfTheLineAndNotOfWhatReadsIt() {
    assertThat(post(utf8("{\"tiny\":[1}\n{\"tiny\":\n[")))
        .extracting(result -> ((EventResult.Failed) result).message())
        .hasSize(3)
        .noneMatch(message -> message.contains("Source") || message.contains("REDACTED"));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
