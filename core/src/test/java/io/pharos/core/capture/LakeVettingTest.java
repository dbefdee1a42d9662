package io.pharos.core.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pharos.core.capture.LakeVetting.Fate;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableName;
import io.pharos.core.quarantine.Quarantine;
import io.pharos.core.quarantine.RefusedEvent;
import io.pharos.core.stream.StreamEntry;
import io.pharos.core.testing.InMemoryQuarantine;
import io.pharos.core.testing.Tables;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LakeVettingTest {
  private static final TableName TABLE = Tables.EVERYTHING.name();
  private static final Instant ARRIVAL = Instant.parse("2026-11-21T10:20:30.456Z");
  private static final Definitions DEFINITIONS =
      Tables.definitions(Tables.EVERYTHING, Tables.IMPRESSIONS, Tables.SALES);

  private final InMemoryQuarantine quarantine = new InMemoryQuarantine();
  private final LakeVetting vetting = new LakeVetting(DEFINITIONS, quarantine);

  @Test
  void theValidEventsOfAnEntryGoOnAndTheOthersAreKept() {
    List<Fate> fates = vetting.vet(TABLE, entries("{\"tiny\":1}\nbad\n{\"tiny\":2}\n{\"tiny\":x}"));

    assertThat(fates)
        .singleElement()
        .isInstanceOfSatisfying(
            Fate.Passed.class,
            passed -> {
              assertThat(passed.events()).isEqualTo(2);
              assertThat(passed.refused()).isEqualTo(2);
              assertThat(text(passed))
                  .isEqualTo(
                      """
                      {"tiny":1,"at":"2026-11-21 10:20:30.456","received_at":"2026-11-21 10:20:30.456"}
                      {"tiny":2,"at":"2026-11-21 10:20:30.456","received_at":"2026-11-21 10:20:30.456"}
                      """);
            });
    assertThat(kept(TABLE))
        .map(event -> new String(event.original(), StandardCharsets.UTF_8))
        .containsExactly("bad", "{\"tiny\":x}");
  }

  @Test
  void anEntryWithoutAValidEventIsDropped() {
    assertThat(vetting.vet(TABLE, entries("bad\n7"))).containsExactly(new Fate.Dropped(2));
    assertThat(kept(TABLE)).hasSize(2);
  }

  @Test
  void anEntryWithoutAnyEventIsDropped() {
    assertThat(vetting.vet(TABLE, entries("", "\n"))).containsOnly(new Fate.Dropped(0)).hasSize(2);
    assertThat(kept(TABLE)).isEmpty();
  }

  @Test
  void fatesStandInTheOrderOfTheirEntries() {
    List<Fate> fates = vetting.vet(TABLE, entries("{}", "bad", "{\"tiny\":1}", "", "{} bad"));

    assertThat(fates)
        .map(Fate::getClass)
        .map(Class::getSimpleName)
        .containsExactly("Passed", "Dropped", "Passed", "Dropped", "Passed");
    assertThat(text(fates.get(2))).startsWith("{\"tiny\":1,");
  }

  @Test
  void noEntriesHaveNoFates() {
    assertThat(vetting.vet(TABLE, List.of())).isEmpty();
  }

  @Test
  void eachTableHasItsColumnsAndItsQuarantine() {
    vetting.vet(Tables.IMPRESSIONS.name(), entries("{\"tiny\":1}"));

    assertThat(kept(TABLE)).isEmpty();
    assertThat(kept(Tables.IMPRESSIONS.name()))
        .singleElement()
        .satisfies(event -> assertThat(event.message()).contains("'tiny' is not a column"));
  }

  @Test
  void onlyEntriesWithRefusedEventsComeAgainWhereTheQuarantineFails() {
    LakeVetting unlucky = new LakeVetting(DEFINITIONS, new Full());

    List<Fate> fates = unlucky.vet(TABLE, entries("{}", "{}\nbad", "bad", "", "{\"tiny\":1}"));

    Fate again =
        new Fate.NotVetted(
            "the quarantine cannot keep refused events: java.lang.IllegalStateException: full");
    assertThat(fates.get(0)).isInstanceOf(Fate.Passed.class);
    assertThat(fates.get(1)).isEqualTo(again);
    assertThat(fates.get(2)).isEqualTo(again);
    assertThat(fates.get(3)).isEqualTo(new Fate.Dropped(0));
    assertThat(fates.get(4)).isInstanceOf(Fate.Passed.class);
  }

  @Test
  void aQuarantineThatFailsIsNotAskedWhereNothingIsRefused() {
    LakeVetting unlucky = new LakeVetting(DEFINITIONS, new Full());

    assertThat(unlucky.vet(TABLE, entries("{}"))).hasOnlyElementsOfType(Fate.Passed.class);
  }

  @Test
  void anEntryThatComesAgainIsKeptUnderTheSameIds() {
    vetting.vet(TABLE, entries("bad\n7"));
    vetting.vet(TABLE, entries("bad\n7"));

    assertThat(kept(TABLE)).hasSize(4);
    assertThat(Set.copyOf(kept(TABLE).stream().map(RefusedEvent::id).toList())).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zoo.nothing", "shop.sales"})
  void whatIsNoStreamingTableIsSaidToBeNone(String table) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> vetting.vet(TableName.parse(table), entries("{}")))
        .withMessage(table + " is not a streaming table");
  }

  private static List<StreamEntry> entries(String... data) {
    List<StreamEntry> entries = new ArrayList<>();
    for (String text : data) {
      entries.add(
          new StreamEntry(
              "place-" + entries.size(), ARRIVAL, text.getBytes(StandardCharsets.UTF_8)));
    }
    return entries;
  }

  private List<RefusedEvent> kept(TableName table) {
    List<RefusedEvent> events = new ArrayList<>();
    quarantine.list(table, events::add);
    return events;
  }

  private static String text(Fate fate) {
    return new String(((Fate.Passed) fate).lines(), StandardCharsets.UTF_8);
  }

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
}
