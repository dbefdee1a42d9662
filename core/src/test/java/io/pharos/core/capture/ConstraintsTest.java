package io.pharos.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.definition.DefinitionReader;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableName;
import io.pharos.core.quarantine.RefusedEvent;
import io.pharos.core.stream.StreamEntry;
import io.pharos.core.testing.InMemoryEventStream;
import io.pharos.core.testing.InMemoryQuarantine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConstraintsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:20:30.456Z");
  private static final Path FIXTURES = Path.of("src/test/resources/capture");
  private static final TableName ORDERS = TableName.parse("shop.orders");

  private final InMemoryEventStream stream = new InMemoryEventStream();
  private final InMemoryQuarantine quarantine = new InMemoryQuarantine();

  private static Definitions definitions(String table) {
    return DefinitionReader.read(Map.of("shop/orders.yaml", table), Map.of());
  }

  private static Definitions constrained() throws IOException {
    return definitions(Files.readString(FIXTURES.resolve("constraints.yaml")));
  }

  private List<EventResult> post(Definitions definitions, String body) {
    CaptureOutcome outcome =
        new Capture(definitions, stream, quarantine, Clock.fixed(NOW, ZoneOffset.UTC))
            .body("shop", "orders", BodyFormat.NDJSON, utf8(body))
            .toCompletableFuture()
            .join();
    return ((CaptureOutcome.Captured) outcome).results();
  }

  private static String message(List<EventResult> results) {
    assertThat(results).hasSize(1).first().isInstanceOf(EventResult.Failed.class);
    return ((EventResult.Failed) results.getFirst()).message();
  }

  @Test
  void valuesWithinTheirConstraintsAreTaken() throws IOException {
    List<EventResult> results =
        post(constrained(), Files.readString(FIXTURES.resolve("within-constraints.ndjson")));

    assertThat(results).isNotEmpty().allMatch(EventResult.Accepted.class::isInstance);
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "/capture/outside-constraints.csv",
      delimiter = '|',
      numLinesToSkip = 1)
  void aValueOutsideItsConstraintsIsRefusedAndItsColumnNamed(String event, String message)
      throws IOException {
    assertThat(message(post(constrained(), event.strip()))).startsWith(message.strip());
    assertThat(stream.records()).isEmpty();
    List<RefusedEvent> kept = new ArrayList<>();
    quarantine.list(ORDERS, kept::add);
    assertThat(kept)
        .singleElement()
        .satisfies(refused -> assertThat(refused.original()).isEqualTo(utf8(event.strip())));
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "/capture/outside-constraints.csv",
      delimiter = '|',
      numLinesToSkip = 1)
  void whatWasWrittenToTheStreamByOthersIsHeldToThemToo(String event, String message)
      throws IOException {
    StreamVetting.Vetted vetted =
        new TableVetting(constrained())
            .of(ORDERS)
            .vet(new StreamEntry("1", NOW, utf8(event.strip())));

    assertThat(vetted.lines()).isEmpty();
    assertThat(vetted.refused())
        .singleElement()
        .satisfies(refused -> assertThat(refused.message()).startsWith(message.strip()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a+)+b", "(a|a)*b", "(a|b)*c", "(.*)*x"})
  void aPatternThatTakesTooLongRefusesTheTextInstead(String pattern) {
    Definitions definitions =
        definitions(
            """
            kind: streaming
            columns:
              - {name: at, type: timestamp}
              - {name: text, type: string, pattern: '%s'}
            event_time: at
            """
                .formatted(pattern));

    assertThat(message(post(definitions, "{\"text\":\"" + "a".repeat(200_000) + "\"}")))
        .contains("'text'")
        .contains(pattern);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
