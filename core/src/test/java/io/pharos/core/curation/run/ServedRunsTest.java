package io.pharos.core.curation.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.catalog.Partition;
import io.pharos.core.curation.Run;
import io.pharos.core.curation.run.RunDriver.Driven;
import io.pharos.core.serving.ServedRow;
import io.pharos.core.window.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What of a run can be looked up. */
class ServedRunsTest extends CurationRuns {
  @Test
  void theSameWindowRunTwiceServesTheSame() {
    engine.willWrite(List.of(row(AD, 3L, 1L)));
    run();
    List<ServedRow> once = serving.all("advertising.traffic");

    Run second = run();

    assertThat(serving.all("advertising.traffic")).isEqualTo(once);
    assertThat(catalog.partitions(TABLE))
        .containsExactly(new Partition("2026-11-20", second.location()));
  }

  @Test
  void keysThatOnlyTheRunBeforeHadAreServedNoMore() {
    engine.willWrite(List.of(row(AD, 3L, 1L), row(OTHER_AD, 1L, 0L)));
    run();

    engine.willWrite(List.of(row(AD, 4L, 1L)));
    run();

    assertThat(serving.all("advertising.traffic"))
        .containsExactly(new ServedRow(AD, "2026-11-20", "{\"impressions\":4,\"clicks\":1}"));
  }

  @Test
  void otherWindowsKeepTheirRows() {
    engine.willWrite(List.of(row(AD, 3L, 1L)));
    run();
    clock.forward(Duration.ofDays(1));
    engine.willWrite(List.of());
    Window next = curation.window().span("2026-11-21", "2026-11-21").getFirst();

    run(next);

    assertThat(serving.all("advertising.traffic"))
        .map(ServedRow::sort)
        .containsExactly("2026-11-20");
  }

  @Test
  void aRunThatBrokeOffWhileItPublishedIsCleanedUpByTheNext() {
    run();
    clock.forward(Duration.ofSeconds(1));
    engine.willWrite(List.of(row(OTHER_AD, 9L, 9L)));
    Driven step = driver.start(curation, day);
    while (serving.all("advertising.traffic").isEmpty()) {
      step = driver.advance(step);
    }
    assertThat(history.runs(NAME, day)).map(Run::state).first().isEqualTo(Run.State.PUBLISHING);

    runner.recover();
    assertThat(history.runs(NAME, day)).map(Run::state).first().isEqualTo(Run.State.FAILED);
    clock.forward(Duration.ofSeconds(1));
    engine.willWrite(List.of(row(AD, 1L, 0L)));
    run();

    assertThat(serving.all("advertising.traffic")).map(ServedRow::key).containsExactly(AD);
  }

  @Test
  void aRowThatCannotBeLookedUpIsLeftOutCountedAndTold() {
    engine.willWrite(
        List.of(row(AD, 3L, 1L), row(null, 1L, 1L), row("", 1L, 1L), row("no uuid", 1L, 1L)));

    Run run = run();

    assertThat(run.state()).isEqualTo(Run.State.SUCCEEDED);
    assertThat(run.rows()).isEqualTo(4);
    assertThat(run.unserved()).isEqualTo(3);
    assertThat(run.message())
        .isEqualTo("3 rows are not served, the first because its ad_id is null");
    assertThat(notices)
        .singleElement()
        .satisfies(notice ->
            assertThat(notice.message())
                .isEqualTo(
                    "Window 2026-11-20: 4 rows. 3 rows are not served, the first because its ad_id"
                        + " is null"));
    assertThat(serving.all("advertising.traffic")).map(ServedRow::key).containsExactly(AD);
    assertThat(catalog.partitions(TABLE))
        .containsExactly(new Partition("2026-11-20", run.location()));
    assertThat(history.runs(NAME, day)).containsExactly(run);
  }

  @Test
  void aRowThatCanBeLookedUpNoMoreIsServedNoMore() {
    engine.willWrite(List.of(row(OTHER_AD, 1L, 1L), row(AD, 1L, 1L)));
    run();

    engine.willWrite(List.of(row(AD, 1L, 0L), row(null, 1L, 1L)));
    assertThat(run().unserved()).isEqualTo(1);
    engine.willWrite(List.of(row(AD, 1L, 0L)));
    Run mended = run();

    assertThat(mended.unserved()).isZero();
    assertThat(mended.message()).isEmpty();
    assertThat(serving.all("advertising.traffic")).map(ServedRow::key).containsExactly(AD);
  }

  @Test
  void aUuidIsServedAsItIsLookedUp() {
    engine.willWrite(List.of(row(AD.toUpperCase(Locale.ROOT), 1L, 1L)));
    run();

    assertThat(serving.all("advertising.traffic")).map(ServedRow::key).containsExactly(AD);
  }

  @Test
  void morePagesThanOneAreServedAndTakenBack() {
    engine.willWrite(rows(0, 1_201));
    run();
    assertThat(serving.all("advertising.traffic")).hasSize(1_201);

    engine.willWrite(rows(600, 700));
    run();

    assertThat(serving.all("advertising.traffic"))
        .map(ServedRow::key)
        .containsExactlyElementsOf(
            rows(600, 700).stream().map(row -> row.getFirst() + "").toList());
  }

  @Test
  void aWindowThatHasNoRowsAnyMoreServesNone() {
    engine.willWrite(List.of(row(AD, 3L, 1L)));
    run();

    engine.willWrite(List.of());
    Run empty = run();

    assertThat(empty.state()).isEqualTo(Run.State.SUCCEEDED);
    assertThat(serving.all("advertising.traffic")).isEmpty();
  }

  @Test
  void untilItIsSwitchedReadersSeeTheRunBefore() {
    engine.willWrite(List.of(row(AD, 3L, 1L)));
    Run before = run();
    clock.forward(Duration.ofMillis(1));
    Driven step = driver.start(curation, day);
    while (step.run().state() != Run.State.SUCCEEDED) {
      assertThat(catalog.partition(TABLE, "2026-11-20"))
          .contains(new Partition("2026-11-20", before.location()));
      step = driver.advance(step);
    }

    assertThat(catalog.partition(TABLE, "2026-11-20"))
        .contains(new Partition("2026-11-20", step.run().location()));
  }

  @Test
  void manyRowsAreServedAndTakenBackInAsManyCallsAsTheTimeWants() {
    List<List<@Nullable Object>> before = new ArrayList<>(rows(0, 1_201));
    before.addFirst(row(null, 1L, 1L));
    engine.willWrite(before);
    assertThat(inPages())
        .as("calls that go on with the same query")
        .containsExactly("serve", "serve");
    assertThat(history.runs(NAME, day).getFirst().unserved()).isEqualTo(1);
    assertThat(history.runs(NAME, day).getFirst().message())
        .isEqualTo("1 row is not served: its ad_id is null");
    assertThat(serving.all("advertising.traffic")).hasSize(1_201);

    engine.willWrite(rows(0, 1));
    assertThat(inPages()).containsExactly("retract", "retract");
    assertThat(serving.all("advertising.traffic")).hasSize(1);
  }

  /** The steps that went on, where there is no time for a second page. */
  private List<String> inPages() {
    clock.forward(Duration.ofMillis(1));
    List<String> going = new ArrayList<>();
    RunProgress progress = runner.prepare(curation, day);
    String query = "";
    while (!(progress instanceof RunProgress.Ended)) {
      RunState state;
      switch (progress) {
        case RunProgress.Asking asking -> {
          query = ended(asking);
          state = asking.state();
        }
        case RunProgress.Going more -> {
          going.add(more.state().step());
          state = more.state();
        }
        case RunProgress.Ended ended -> throw new IllegalStateException();
      }
      progress = runner.attempt(curation, state, query, clock.instant());
    }
    return going;
  }
}
