package io.pharos.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.definition.TableDefinition;
import io.pharos.core.quarantine.RefusedEvent;
import io.pharos.core.stream.AppendResult;
import io.pharos.core.stream.StreamRecord;
import io.pharos.core.testing.InMemoryEventStream;
import io.pharos.core.testing.InMemoryQuarantine;
import io.pharos.core.testing.Tables;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:20:30.456Z");
  private static final String AD = "11111111-2222-4333-8444-555555555555";
  private static final String EVENT =
      "{\"ad_id\":\"" + AD + "\",\"occurred_at\":\"2026-11-21 10:20:00\"}";

  private final InMemoryEventStream stream = new InMemoryEventStream();
  private final InMemoryQuarantine quarantine = new InMemoryQuarantine();
  private final Capture capture =
      new Capture(
          Tables.definitions(Tables.IMPRESSIONS, Tables.EVERYTHING),
          stream,
          quarantine,
          Clock.fixed(NOW, ZoneOffset.UTC));

  private CaptureOutcome post(String body) {
    return post("impressions", BodyFormat.JSON, body.getBytes(StandardCharsets.UTF_8));
  }

  private CaptureOutcome post(String table, BodyFormat format, byte[] body) {
    String database = table.equals("everything") ? "zoo" : "advertising";
    return capture.body(database, table, format, body).toCompletableFuture().join();
  }

  private static List<EventResult> results(CaptureOutcome outcome) {
    assertThat(outcome).isInstanceOf(CaptureOutcome.Captured.class);
    return ((CaptureOutcome.Captured) outcome).results();
  }

  private static String problem(CaptureOutcome outcome) {
    assertThat(outcome).isInstanceOf(CaptureOutcome.BadRequest.class);
    return ((CaptureOutcome.BadRequest) outcome).message();
  }

  private List<RefusedEvent> refused(TableDefinition table) {
    List<RefusedEvent> events = new ArrayList<>();
    quarantine.list(table.name(), events::add);
    return events;
  }

  @Test
  void anEventIsCompletedWithItsIdAndItsArrival() {
    List<EventResult> results = results(post("{\"impressions\":[" + EVENT + "]}"));

    String id = ((EventResult.Accepted) results.getFirst()).id();
    assertThat(id).matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    assertThat(stream.lines())
        .containsExactly(
            "{\"ad_id\":\""
                + AD
                + "\",\"occurred_at\":\"2026-11-21 10:20:00.000\",\"impression_id\":\""
                + id
                + "\",\"received_at\":\"2026-11-21 10:20:30.456\"}");
    assertThat(stream.records().getFirst().minutes())
        .containsExactly((int) (Instant.parse("2026-11-21T10:20:00Z").getEpochSecond() / 60));
  }

  @Test
  void anIdOfTheSenderIsKeptInLowerCase() {
    String id = "ABCDEF01-2222-4333-8444-55555555555F";
    results(
        post(
            "{\"impressions\":["
                + EVENT.replace("{", "{\"impression_id\":\"" + id + "\",")
                + "]}"));
    assertThat(stream.lines().getFirst()).contains(id.toLowerCase(java.util.Locale.ROOT));
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/capture/invalid-events.csv", delimiter = '|', numLinesToSkip = 1)
  void anInvalidEventNamesTheFaultAndGoesToQuarantineWithItsBytes(String event, String message) {
    String sent = event.strip();
    String table = sent.contains("ad_id") || sent.equals("7") ? "impressions" : "everything";
    CaptureOutcome outcome =
        post(
            table,
            BodyFormat.JSON,
            ("{\"" + table + "\":[ " + sent + " ]}").getBytes(StandardCharsets.UTF_8));

    EventResult.Failed failed = (EventResult.Failed) results(outcome).getFirst();
    assertThat(failed.code()).isEqualTo(EventResult.ErrorCode.INVALID_EVENT);
    assertThat(failed.message()).contains(message.strip());
    assertThat(stream.records()).isEmpty();
    TableDefinition of = table.equals("impressions") ? Tables.IMPRESSIONS : Tables.EVERYTHING;
    assertThat(refused(of)).hasSize(1);
    assertThat(new String(refused(of).getFirst().original(), StandardCharsets.UTF_8))
        .isEqualTo(sent);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/capture/valid-values.csv", delimiter = '|', numLinesToSkip = 1)
  void aValueOfItsTypeIsKeptInOneForm(String event, String kept) {
    results(post("everything", BodyFormat.NDJSON, event.strip().getBytes(StandardCharsets.UTF_8)));
    assertThat(stream.lines().getFirst())
        .isEqualTo(
            kept.strip().replaceFirst("}$", "")
                + (kept.strip().equals("{}") ? "" : ",")
                + (kept.contains("\"at\":") ? "" : "\"at\":\"2026-11-21 10:20:30.456\",")
                + "\"received_at\":\"2026-11-21 10:20:30.456\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"tiny\":1}", "{\"tiny\":1,\"at\":null}", "{\"at\":null,\"tiny\":1}"})
  void anEventWithoutATimeHappenedWhenItWasReceived(String event) {
    results(post("everything", BodyFormat.NDJSON, utf8(event)));

    assertThat(stream.lines())
        .containsExactly(
            "{\"tiny\":1,\"at\":\"2026-11-21 10:20:30.456\","
                + "\"received_at\":\"2026-11-21 10:20:30.456\"}");
    assertThat(stream.records().getFirst().minutes())
        .containsExactly((int) (NOW.getEpochSecond() / 60));
  }

  @Test
  void validAndInvalidEventsOfARequestAreAnsweredInTheirOrder() {
    List<EventResult> results =
        results(post("{\"impressions\":[" + EVENT + ",{\"ad_id\":1}," + EVENT + "]}"));
    assertThat(results)
        .extracting(EventResult.Accepted.class::isInstance)
        .containsExactly(true, false, true);
    assertThat(stream.lines()).hasSize(2);
    assertThat(new String(BeaconAnswer.json(results), StandardCharsets.UTF_8))
        .startsWith("{\"failed_count\":1,\"records\":[{\"event_id\":\"")
        .contains("\"failed\":true,\"error_code\":\"InvalidEvent\",\"error_message\":\"'ad_id'");
  }

  @Test
  void fiveHundredEventsAreTakenAndOneMoreIsNot() {
    String events = IntStream.range(0, 500).mapToObj(i -> EVENT).collect(Collectors.joining(","));
    assertThat(results(post("{\"impressions\":[" + events + "]}"))).hasSize(500);
    assertThat(stream.records())
        .allSatisfy(record -> assertThat(record.lines().length).isLessThan(StreamRecord.MAX_BYTES))
        .hasSizeGreaterThan(1);
    assertThat(stream.records().stream().mapToInt(StreamRecord::events).sum()).isEqualTo(500);

    assertThat(problem(post("{\"impressions\":[" + events + "," + EVENT + "]}")))
        .contains("more than 500");
    assertThat(stream.lines()).hasSize(500);
  }

  @Test
  void anEventOfAQuarterMegabyteIsTheLargest() {
    String text = "x".repeat(EventLimits.MAX_EVENT_BYTES - 100);
    assertThat(post("everything", BodyFormat.NDJSON, utf8("{\"text\":\"" + text + "\"}")))
        .isInstanceOf(CaptureOutcome.Captured.class);
    assertThat(stream.lines()).hasSize(1);

    String more = "x".repeat(EventLimits.MAX_EVENT_BYTES + 1);
    EventResult result =
        results(post("everything", BodyFormat.NDJSON, utf8("{\"text\":\"" + more + "\"}")))
            .getFirst();
    assertThat(((EventResult.Failed) result).message()).contains("256 KB");
    assertThat(stream.lines()).hasSize(1);
  }

  @Test
  void bytesThatAreNotUtf8AreNotJson() {
    byte[] body = utf8("{\"everything\":[{\"text\":\"?\"}]}");
    body[body.length - 6] = (byte) 0xFF;
    assertThat(problem(post("everything", BodyFormat.JSON, body))).contains("not JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"})
  void anotherEncodingIsNotJson(String encoding) {
    byte[] body = "{\"everything\":[7]}".getBytes(Charset.forName(encoding));
    assertThat(problem(post("everything", BodyFormat.JSON, body))).contains("not JSON");
  }

  @Test
  void aByteOrderMarkIsPassedOver() {
    byte[] body = utf8("\uFEFF{\"everything\":[{\"tiny\":1},{\"tiny\" : 999}]}");
    assertThat(results(post("everything", BodyFormat.JSON, body))).hasSize(2);
    assertThat(stream.lines()).hasSize(1);
    assertThat(refused(Tables.EVERYTHING))
        .extracting(RefusedEvent::original)
        .containsExactly(utf8("{\"tiny\" : 999}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"clicks", "../impressions", "Impressions", ""})
  void anUnknownTableIsSaidToBeOne(String table) {
    assertThat(post(table, BodyFormat.JSON, utf8("{}")))
        .isInstanceOf(CaptureOutcome.UnknownTable.class);
  }

  @Test
  void aStreamThatTakesNothingMakesTheRequestUnavailable() {
    stream.answer(new AppendResult.Refused(AppendResult.Cause.THROTTLED, "later"));
    assertThat(post("{\"impressions\":[" + EVENT + "]}"))
        .isEqualTo(new CaptureOutcome.Unavailable(true, "later"));
  }

  @Test
  void whatWasRefusedIsReplayedOnceItsDefinitionFits() {
    post("everything", BodyFormat.NDJSON, utf8("{\"colour\":\"red\"}\n{\"whole\":\"x\"}"));
    assertThat(refused(Tables.EVERYTHING)).hasSize(2);
    List<io.pharos.core.definition.Column> columns = new ArrayList<>(Tables.EVERYTHING.columns());
    columns.add(
        io.pharos.core.definition.Column.optional(
            "colour", io.pharos.core.definition.ColumnType.Scalar.STRING));
    TableDefinition mended = Tables.streaming("zoo.everything", columns, Optional.empty(), "at");
    Capture after =
        new Capture(
            Tables.definitions(mended), stream, quarantine, Clock.fixed(NOW, ZoneOffset.UTC));

    assertThat(new QuarantineReplay(quarantine, after).replay(mended, Optional.empty()))
        .isEqualTo(new QuarantineReplay.Outcome(mended.name(), 1, 1));
    assertThat(stream.lines()).hasSize(1);
    assertThat(refused(Tables.EVERYTHING)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"number\":-0.0,\"price\":\"12.5\",\"at\":\"2026-11-21 10:00:00.000\"}",
        "{\"number\":1.0000000000000000000001,\"at\":\"2026-11-21 10:00:00.000\"}",
        "{\"big\":9223372036854775807,\"at\":\"2026-11-21 10:00:00.000\"}"
      })
  void theNumbersOfAnEventThatIsReplayedAreThoseThatWereSent(String event) {
    keep(event);

    new QuarantineReplay(quarantine, capture).replay(Tables.EVERYTHING, Optional.empty());

    assertThat(stream.lines())
        .containsExactly(event.replaceFirst("}$", ",\"received_at\":\"2026-11-21 10:20:30.456\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"text\":null,\"text\":\"b\"}", "{\"whole\":1}{}", "{\"whole\":1", "7"})
  void whatIsNoEventIsNoneWhenItIsReplayed(String sent) {
    keep(sent);

    assertThat(
            new QuarantineReplay(quarantine, capture).replay(Tables.EVERYTHING, Optional.empty()))
        .isEqualTo(new QuarantineReplay.Outcome(Tables.EVERYTHING.name(), 0, 1));
  }

  private void keep(String event) {
    quarantine.keep(
        Tables.EVERYTHING.name(),
        List.of(new RefusedEvent("r", NOW, "InvalidEvent", "", utf8(event))));
  }

  @Test
  void aNumberThatIsTooLongRefusesItsEventAlone() {
    String digits = "1".repeat(100_000);

    List<EventResult> results =
        results(
            post(
                "everything",
                BodyFormat.JSON,
                utf8(
                    "{\"everything\":[{\"number\":%1$s},{\"price\":\"%1$s\"},{\"big\":%1$s},{}]}"
                        .formatted(digits))));

    assertThat(results)
        .extracting(EventResult.Accepted.class::isInstance)
        .containsExactly(false, false, false, true);
    assertThat(((EventResult.Failed) results.getFirst()).message())
        .isEqualTo("'number' is longer than 1000 characters, as no number is");
  }

  @Test
  void anEventThatIsReplayedHappenedWhenItWasRefusedWhereItDoesNotSayWhen() {
    quarantine.keep(
        Tables.EVERYTHING.name(),
        List.of(
            new RefusedEvent(
                "r", Instant.parse("2026-11-20T09:00:00Z"), "InvalidEvent", "", utf8("{}"))));

    new QuarantineReplay(quarantine, capture).replay(Tables.EVERYTHING, Optional.empty());

    assertThat(stream.lines())
        .containsExactly(
            "{\"at\":\"2026-11-20 09:00:00.000\",\"received_at\":\"2026-11-21 10:20:30.456\"}");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
