package io.pharos.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.capture.StreamVetting.Vetted;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.quarantine.RefusedEvent;
import io.pharos.core.stream.StreamEntry;
import io.pharos.core.stream.StreamRecord;
import io.pharos.core.testing.InMemoryEventStream;
import io.pharos.core.testing.InMemoryQuarantine;
import io.pharos.core.testing.Tables;
import io.pharos.core.value.UuidV7;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamVettingTest {
  private static final Instant ARRIVAL = Instant.parse("2026-11-21T10:20:30.456Z");
  private static final String ARRIVED =
      ",\"at\":\"2026-11-21 10:20:30.456\",\"received_at\":\"2026-11-21 10:20:30.456\"}\n";
  private static final String AD = "11111111-2222-4333-8444-555555555555";
  private static final String AD_ONLY = "{\"ad_id\":\"" + AD + "\"}";
  private static final String SENT =
      "{\"ad_id\":\"" + AD + "\",\"occurred_at\":\"2026-11-21 10:20:00\"}";
  private static final String UUID_V7 =
      "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

  private final StreamVetting impressions = new StreamVetting(Tables.IMPRESSIONS);
  private final StreamVetting everything = new StreamVetting(Tables.EVERYTHING);

  @ParameterizedTest
  @CsvFileSource(resources = "/capture/valid-values.csv", delimiter = '|', numLinesToSkip = 1)
  void whatABeaconWrotePassesByteForByte(String event) {
    byte[] written = captured(Tables.EVERYTHING, event.strip());

    Vetted vetted = everything.vet(entry(written));

    assertThat(vetted.lines()).isEqualTo(written);
    assertThat(vetted.minutes()).hasSize(1);
    assertThat(vetted.refused()).isEmpty();
  }

  @Test
  void theLinesOfABeaconKeepTheirIdsAndWhenTheyWereReceived() {
    byte[] written = captured(Tables.IMPRESSIONS, (SENT + "\n").repeat(3));

    Vetted later = impressions.vet(new StreamEntry("7", ARRIVAL.plus(Duration.ofDays(1)), written));

    assertThat(later.lines()).isEqualTo(written);
    assertThat(later.minutes()).containsOnly(minute("2026-11-21T10:20:00Z")).hasSize(3);
  }

  @Test
  void anEventIsCompletedWithItsIdAndItsArrival() {
    Vetted vetted = impressions.vet(entry(SENT));

    assertThat(text(vetted))
        .matches(
            "\\{\"ad_id\":\""
                + AD
                + "\",\"occurred_at\":\"2026-11-21 10:20:00.000\",\"impression_id\":\""
                + UUID_V7
                + "\",\"received_at\":\"2026-11-21 10:20:30.456\"}\n");
  }

  @Test
  void aTableWithoutIdentityGetsNoIds() {
    assertThat(text(everything.vet(entry("{\"flag\": true}\n{}"))))
        .isEqualTo("{\"flag\":true" + ARRIVED + "{" + ARRIVED.substring(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"flag\":true}",
        "{\"flag\":true,\"received_at\":null}",
        "{\"received_at\":null,\"flag\":true}"
      })
  void aLineThatDoesNotSayWhenItWasReceivedWasReceivedWhenItArrived(String line) {
    assertThat(text(everything.vet(entry(line)))).isEqualTo("{\"flag\":true" + ARRIVED);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20 09:00:00.123, 2026-11-20 09:00:00.123",
    "2026-11-20T09:00:00Z, 2026-11-20 09:00:00.000",
    "2026-11-20T09:00:00+02:00, 2026-11-20 07:00:00.000"
  })
  void aLineThatSaysWhenItWasReceivedKeepsThat(String said, String kept) {
    String line = "{\"received_at\":\"" + said + "\",\"flag\":true}";

    assertThat(text(everything.vet(entry(line))))
        .isEqualTo("{\"flag\":true,\"at\":\"" + kept + "\",\"received_at\":\"" + kept + "\"}\n");
  }

  @Test
  void anEventWithoutATimeCountsInTheMinuteOfItsReceipt() {
    Vetted vetted = everything.vet(entry("{\"at\":null,\"received_at\":\"2026-11-20 09:00:59\"}"));

    assertThat(vetted.minutes()).containsExactly(minute("2026-11-20T09:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"soon\"", "\"\"", "1763720430456", "true", "{\"a\":[1]}", "[\"b\"]"})
  void aWrongTimeOfReceiptIsRefused(String value) {
    String line = "{\"flag\":true,\"received_at\":" + value + "}";

    Vetted vetted = everything.vet(entry(line + "\n{}"));

    assertThat(vetted.minutes()).hasSize(1);
    assertRefused(vetted, line, "'received_at' is not a timestamp");
  }

  @Test
  void theSameEntryGivesTheSameEventsHoweverOftenItIsVetted() {
    byte[] data = utf8(SENT + "\n" + SENT + "\nbad\n" + AD_ONLY);

    Vetted once = impressions.vet(entry(data));
    Vetted again = new StreamVetting(Tables.IMPRESSIONS).vet(entry(data.clone()));

    assertThat(again).usingRecursiveComparison().isEqualTo(once);
    assertThat(once.minutes()).hasSize(2);
    assertThat(once.refused()).hasSize(2);
  }

  @Test
  void everyEventAndEveryPlaceHasItsOwnIds() {
    byte[] data = utf8((SENT + "\n").repeat(20) + "bad\n".repeat(20));

    List<String> ids =
        IntStream.range(0, 20)
            .mapToObj(place -> impressions.vet(new StreamEntry("" + place, ARRIVAL, data)))
            .flatMap(vetted -> ids(vetted).stream())
            .toList();

    assertThat(ids).hasSize(20 * 40).doesNotHaveDuplicates();
  }

  @Test
  void idsBeginWithTheArrival() {
    String arrival = UuidV7.of(ARRIVAL.toEpochMilli(), 0, 0).substring(0, 13);

    assertThat(ids(impressions.vet(entry(SENT + "\nbad"))))
        .hasSize(2)
        .allSatisfy(id -> assertThat(id).matches(UUID_V7).startsWith(arrival));
  }

  @Test
  void anEntryHoldsSeveralLinesTheLastPerhapsWithoutNewline() {
    assertThat(text(everything.vet(entry("{\"tiny\":1}\n{\"tiny\":2}\n{\"tiny\":3}"))))
        .isEqualTo("{\"tiny\":1" + ARRIVED + "{\"tiny\":2" + ARRIVED + "{\"tiny\":3" + ARRIVED);
  }

  @Test
  void blankLinesAreNoEvents() {
    Vetted vetted = everything.vet(entry("\n\n  \r\n\t{\"tiny\":1} \r\n\n{\"tiny\":2}\r\n \n"));

    assertThat(text(vetted)).isEqualTo("{\"tiny\":1" + ARRIVED + "{\"tiny\":2" + ARRIVED);
    assertThat(vetted.minutes()).hasSize(2);
    assertThat(vetted.refused()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", " ", "\r\n\r\n"})
  void anEntryMayHoldNothing(String data) {
    Vetted vetted = everything.vet(entry(data));

    assertThat(vetted.lines()).isEmpty();
    assertThat(vetted.minutes()).isEmpty();
    assertThat(vetted.refused()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", " \t "})
  void twoEventsMayStandOnOneLine(String between) {
    assertThat(text(everything.vet(entry("{\"tiny\":1}" + between + "{\"tiny\":2}"))))
        .isEqualTo("{\"tiny\":1" + ARRIVED + "{\"tiny\":2" + ARRIVED);
  }

  @Test
  void ofTwoEventsOnOneLineOnlyTheInvalidOneIsRefused() {
    Vetted vetted = everything.vet(entry("{\"tiny\":1} {\"tiny\" : 999} {\"tiny\":2}"));

    assertThat(text(vetted)).isEqualTo("{\"tiny\":1" + ARRIVED + "{\"tiny\":2" + ARRIVED);
    assertRefused(vetted, "{\"tiny\" : 999}", "'tiny' is outside the range");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "{\"tiny\":1",
        "{\"tiny\":1,}",
        "{\"tiny\" 1}",
        "}",
        "{'tiny':1}",
        "{\"colour\":\"red",
        "{\"text\":\"\t\"}",
        "{\"tiny\":999, oops",
        "[1,2",
        "{\"number\":01}"
      })
  void aMalformedLineBetweenTwoGoodOnesIsRefusedAlone(String malformed) {
    Vetted vetted = everything.vet(entry("{\"tiny\":1}\n" + malformed + "\n{\"tiny\":2}\n"));

    assertThat(text(vetted)).isEqualTo("{\"tiny\":1" + ARRIVED + "{\"tiny\":2" + ARRIVED);
    assertThat(vetted.minutes()).hasSize(2);
    assertRefused(vetted, malformed, "the line is not JSON: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", " }", "{\"tiny\":2", " {\"tiny\":999,"})
  void whatIsMalformedBehindAnEventLeavesTheEvent(String malformed) {
    Vetted vetted = everything.vet(entry("{\"tiny\":1}" + malformed));

    assertThat(text(vetted)).isEqualTo("{\"tiny\":1" + ARRIVED);
    assertThat(vetted.minutes()).hasSize(1);
    assertRefused(vetted, malformed, "the line is not JSON: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "-1.5", "\"{}\"", "null", "true", "[]", "[{\"tiny\":1},[2]]"})
  void whatIsNoObjectIsRefused(String value) {
    Vetted vetted = everything.vet(entry("{\"tiny\":1}\n" + value + "\n{\"tiny\":2}"));

    assertThat(vetted.minutes()).hasSize(2);
    assertRefused(vetted, value, "an event must be an object");
  }

  @ParameterizedTest
  @MethodSource("invalidEvents")
  void whatABeaconRefusesIsRefusedHereToo(String line, String message) {
    StreamVetting vetting = line.contains("ad_id") ? impressions : everything;

    Vetted vetted = vetting.vet(entry(line));

    assertThat(vetted.lines()).isEmpty();
    assertRefused(vetted, line, message);
    assertThat(vetted.refused().getFirst().reason()).isEqualTo("InvalidEvent");
    assertThat(vetted.refused().getFirst().refusedAt()).isEqualTo(ARRIVAL);
  }

  /** But for what only senders may not say. */
  private static List<Arguments> invalidEvents() throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/capture/invalid-events.csv")).stream()
        .skip(1)
        .filter(line -> !line.contains("received_at") && !line.contains("11:20:31"))
        .map(line -> line.split("\\|", 2))
        .map(columns -> Arguments.of(columns[0].strip(), columns[1].strip()))
        .toList();
  }

  @Test
  void anUnknownColumnIsNamed() {
    String line = "{\"colour\": {\"a\": [1, {}]}, \"tiny\": 1}";

    assertRefused(everything.vet(entry(line)), line, "'colour' is not a column of this table");
  }

  @Test
  void anEventOfAQuarterMegabyteIsTheLargest() {
    int room = EventLimits.MAX_EVENT_BYTES - "{\"text\":\"\"".length() - ARRIVED.length();
    String largest = "{\"text\":\"" + "x".repeat(room) + "\"}";
    String larger = largest.replace("\"x", "\"xx");

    assertThat(everything.vet(entry(largest)).lines()).hasSize(EventLimits.MAX_EVENT_BYTES);
    Vetted vetted = everything.vet(entry("{\"tiny\":1}\n" + larger + "\n{\"tiny\":2}"));
    assertThat(text(vetted)).isEqualTo("{\"tiny\":1" + ARRIVED + "{\"tiny\":2" + ARRIVED);
    assertRefused(vetted, larger, "over 256 KB");
  }

  @Test
  void anEventThatIsLargeOnlyAsSentIsRefusedToo() {
    String padded = "{" + " ".repeat(EventLimits.MAX_EVENT_BYTES) + "\"tiny\":1}";

    assertRefused(everything.vet(entry(padded)), padded, "over 256 KB");
  }

  @Test
  void anEventMayBeAnHourAheadAndAsMuchAsClocksDiffer() {
    String latest = "{\"at\":\"2026-11-21 11:25:30.456\"}";
    String later = "{\"at\":\"2026-11-21 11:25:30.457\"}";

    Vetted vetted = everything.vet(entry(latest + "\n" + later));

    assertThat(vetted.minutes()).containsExactly(minute("2026-11-21T11:25:00Z"));
    assertRefused(vetted, later, "'at' is more than an hour ahead");
  }

  @Test
  void aSenderHasOnlyTheHour() {
    byte[] hour = captured(Tables.EVERYTHING, "{\"at\":\"2026-11-21 11:20:30.456\"}");

    assertThat(hour).isNotEmpty();
    assertThat(captured(Tables.EVERYTHING, "{\"at\":\"2026-11-21 11:20:30.457\"}")).isEmpty();
  }

  @Test
  void eachEventHasTheMinuteInWhichItHappened() {
    Vetted vetted =
        everything.vet(
            entry(
                """
                {"at":"2026-11-21 10:19:59.999"}
                {"at":"2026-11-21 10:20:00.000"}
                {"at":"2026-11-21 10:20:59.999"}
                {"at":"bad"}
                {"at":"1969-12-31 23:59:59.999"}
                {"at":null}
                """));

    assertThat(vetted.minutes())
        .containsExactly(
            minute("2026-11-21T10:19:00Z"),
            minute("2026-11-21T10:20:00Z"),
            minute("2026-11-21T10:20:00Z"),
            -1L,
            minute("2026-11-21T10:20:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"})
  void aLineInAnotherEncodingIsRefusedAlone(String encoding) {
    byte[] foreign = "{\"tiny\":3}".getBytes(Charset.forName(encoding));

    Vetted vetted = everything.vet(entry(between("{\"tiny\":1}\n", foreign, "\n{\"tiny\":2}")));

    assertThat(text(vetted)).isEqualTo("{\"tiny\":1" + ARRIVED + "{\"tiny\":2" + ARRIVED);
    assertThat(vetted.refused())
        .singleElement()
        .satisfies(refused -> assertThat(refused.original()).isEqualTo(foreign));
  }

  @Test
  void bytesThatAreNoTextAreRefusedAsTheyAre() {
    byte[] bytes = {0, 0, (byte) 0xFF, (byte) 0xFE, '{', '}', (byte) 0xC3};

    Vetted vetted = everything.vet(entry(between("{\"tiny\":1}\n", bytes, "\n{\"tiny\":2}")));

    assertThat(vetted.minutes()).hasSize(2);
    assertThat(vetted.refused())
        .singleElement()
        .satisfies(refused -> assertThat(refused.original()).isEqualTo(bytes));
  }

  @Test
  void aByteOrderMarkIsPassedOver() {
    assertThat(text(everything.vet(entry("\uFEFF{\"tiny\":1}\n\uFEFF{\"tiny\":2}"))))
        .isEqualTo("{\"tiny\":1" + ARRIVED + "{\"tiny\":2" + ARRIVED);
    assertRefused(
        everything.vet(entry("\uFEFF{\"tiny\":999}")), "{\"tiny\":999}", "outside the range");
  }

  @Test
  void anEventThatIsNestedTooDeepIsRefused() {
    String deep = "{\"list\":" + "[".repeat(10_000);

    Vetted vetted = everything.vet(entry(deep + "\n{\"tiny\":1}"));

    assertThat(vetted.minutes()).hasSize(1);
    assertThat(vetted.refused()).hasSize(1);
  }

  @Test
  void whateverAnEntryHoldsItIsVettedAndWhatPassesPassesAgain() {
    Random random = new Random(20_261_121);
    byte[] good = utf8(SENT + "\n" + SENT + " " + SENT + "\n\n" + SENT);
    for (int i = 0; i < 2_000; i++) {
      byte[] data = good.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        data[random.nextInt(data.length)] = (byte) random.nextInt(256);
      }

      Vetted vetted = impressions.vet(entry(data));

      Vetted again = impressions.vet(entry(vetted.lines()));

      assertThat(text(vetted).lines()).as("entry %s", i).hasSameSizeAs(vetted.minutes());
      assertThat(again.lines()).isEqualTo(vetted.lines());
      assertThat(again.minutes()).isEqualTo(vetted.minutes());
      assertThat(again.refused()).isEmpty();
    }
  }

  @Test
  void manyThreadsVetAtOnce() {
    byte[] data = utf8((SENT + "\nbad\n").repeat(5));
    Vetted expected = impressions.vet(entry(data));

    List<Vetted> all =
        IntStream.range(0, 64).parallel().mapToObj(i -> impressions.vet(entry(data))).toList();

    assertThat(all)
        .allSatisfy(vetted -> assertThat(vetted).usingRecursiveComparison().isEqualTo(expected));
  }

  private static byte[] captured(TableDefinition table, String events) {
    InMemoryEventStream stream = new InMemoryEventStream();
    new Capture(
            Tables.definitions(table),
            stream,
            new InMemoryQuarantine(),
            Clock.fixed(ARRIVAL, ZoneOffset.UTC))
        .body(table.name().database(), table.name().table(), BodyFormat.NDJSON, utf8(events))
        .toCompletableFuture()
        .join();
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    stream.records().stream().map(StreamRecord::lines).forEach(lines::writeBytes);
    return lines.toByteArray();
  }

  private static void assertRefused(Vetted vetted, String original, String message) {
    assertThat(vetted.refused())
        .singleElement()
        .satisfies(refused -> {
          assertThat(new String(refused.original(), StandardCharsets.UTF_8)).isEqualTo(original);
          assertThat(refused.message()).contains(message);
        });
  }

  private static List<String> ids(Vetted vetted) {
    return Stream.concat(
            text(vetted)
                .lines()
                .map(line -> line.replaceAll(".*_id\":\"(" + UUID_V7 + ").*", "$1")),
            vetted.refused().stream().map(RefusedEvent::id))
        .toList();
  }

  private static byte[] between(String before, byte[] line, String after) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(utf8(before));
    bytes.writeBytes(line);
    bytes.writeBytes(utf8(after));
    return bytes.toByteArray();
  }

  private static StreamEntry entry(String data) {
    return entry(utf8(data));
  }

  private static StreamEntry entry(byte[] data) {
    return new StreamEntry(
        "49590338271490256608559692538361571095921575989136588898", ARRIVAL, data);
  }

  private static String text(Vetted vetted) {
    return new String(vetted.lines(), StandardCharsets.UTF_8);
  }

  private static long minute(String instant) {
    return Instant.parse(instant).getEpochSecond() / 60;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
