package io.pharos.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.definition.Column;
import io.pharos.core.definition.ColumnType.Scalar;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.quarantine.RefusedEvent;
import io.pharos.core.testing.InMemoryEventStream;
import io.pharos.core.testing.InMemoryQuarantine;
import io.pharos.core.testing.Tables;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that the query of a picture tells. */
class PixelCaptureTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:20:30.456Z");
  private static final TableDefinition KEYS =
      Tables.streaming(
          "zoo.keys",
          List.of(Column.optional("key", Scalar.STRING), Column.optional("at", Scalar.TIMESTAMP)),
          Optional.empty(),
          "at");

  private final InMemoryEventStream stream = new InMemoryEventStream();
  private final InMemoryQuarantine quarantine = new InMemoryQuarantine();
  private final Capture capture =
      new Capture(
          Tables.definitions(Tables.EVERYTHING, KEYS),
          stream,
          quarantine,
          Clock.fixed(NOW, ZoneOffset.UTC));

  private EventResult pixel(String table, QueryString query) {
    CaptureOutcome outcome = capture.pixel("zoo", table, query).toCompletableFuture().join();
    assertThat(outcome).isInstanceOf(CaptureOutcome.Captured.class);
    return ((CaptureOutcome.Captured) outcome).results().getFirst();
  }

  private String refusal(QueryString query) {
    return ((EventResult.Failed) pixel("everything", query)).message();
  }

  private static QueryString query(String name, String value) {
    return QueryString.of(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
  }

  @Test
  void isCoercedByTypeAndOccursNow() {
    EventResult result = pixel("everything", QueryString.of("whole=7&flag=true&text=12"));

    assertThat(result).isInstanceOf(EventResult.Accepted.class);
    assertThat(stream.lines().getFirst())
        .contains("\"whole\":7", "\"flag\":true", "\"text\":\"12\"")
        .contains("\"at\":\"2026-11-21 10:20:30.456\"");
  }

  @Test
  void isInvalidWithAColumnTwice() {
    assertThat(refusal(QueryString.of("whole=7&whole=8"))).isEqualTo("'whole' is given twice");
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/capture/pixel-values.csv", delimiter = '|', numLinesToSkip = 1)
  void aValueIsThatOfItsText(String column, String value, String kept) {
    pixel("everything", query(column.strip(), value.strip()));

    assertThat(stream.lines())
        .singleElement()
        .asString()
        .startsWith("{\"" + column.strip() + "\"" + kept.strip() + ",\"at\":");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1x", "007", "5.", "NaN", "{\"a\":1}"})
  void aTextThatIsNoNumberIsRefused(String value) {
    assertThat(refusal(query("price", value))).isEqualTo("'price' must be a number, not a string");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[1", "[1] [2]", "x"})
  void aTextThatIsNoListIsRefused(String value) {
    assertThat(refusal(query("list", value))).isEqualTo("'list' must be an array, not a string");
  }

  @ParameterizedTest
  @CsvSource({
    "text=%FF, text",
    "text=a&whole=7&colour=%C3, colour",
    "text=%ED%A0%80, text",
    "%FF=1, \uFFFD"
  })
  void bytesThatAreNoTextAreKeptAsTheyCameAndCounted(String raw, String column) {
    assertThat(refusal(QueryString.of(raw)))
        .isEqualTo("'" + column + "' is not UTF-8; encode it with encodeURIComponent");

    List<RefusedEvent> kept = new ArrayList<>();
    quarantine.list(Tables.EVERYTHING.name(), kept::add);
    assertThat(kept).hasSize(1);
    assertThat(new String(kept.getFirst().original(), StandardCharsets.UTF_8)).isEqualTo(raw);
    assertThat(kept.getFirst().reason()).isEqualTo("InvalidEvent");
    assertThat(Objects.requireNonNull(capture.counts(Tables.EVERYTHING.name())).invalid())
        .isEqualTo(1);
    assertThat(stream.lines()).isEmpty();
  }

  @Test
  void aKeyIsAColumnOfATableThatHasOne() {
    pixel("keys", QueryString.of("key=abc"));

    assertThat(stream.lines()).singleElement().asString().startsWith("{\"key\":\"abc\",");
  }

  @Test
  void aKeyIsNoColumnOfATableThatHasNone() {
    assertThat(pixel("everything", QueryString.of("key=abc&text=x")))
        .isInstanceOf(EventResult.Accepted.class);
  }
}
