package io.pharos.core.curation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.definition.CurationName;
import io.pharos.core.testing.Outcomes;
import io.pharos.core.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link RunHistory} promises. */
public abstract class RunHistoryContractTest {
  private static final CurationName TRAFFIC = CurationName.parse("advertising.ad_traffic");
  private static final CurationName DAILY = CurationName.parse("shop.daily");
  private static final Instant DAY = Instant.parse("2026-11-21T00:00:00Z");
  private static final Window WINDOW = new Window(DAY, DAY.plus(Duration.ofDays(1)));
  private static final Window NEXT =
      new Window(DAY.plus(Duration.ofDays(1)), DAY.plus(Duration.ofDays(2)));

  /** An empty history; the same one throughout a test. */
  protected abstract RunHistory history();

  @Test
  void isEmptyAtFirst() {
    assertThat(history().runs(Optional.empty(), 10)).isEmpty();
    assertThat(history().runs(Optional.of(TRAFFIC), 10)).isEmpty();
    assertThat(history().runs(TRAFFIC, WINDOW)).isEmpty();
  }

  @Test
  void keepsEverythingOfARun() {
    Run running = run(1, TRAFFIC, WINDOW);
    Run failed =
        new Run(
            id(2),
            TRAFFIC,
            WINDOW,
            true,
            DAY.plusMillis(86_400_123),
            "lake/advertising/ad_traffic/day=2026-11-21/run=2/",
            new Outcome.Failed(
                new Outcome.Counts(12_345_678_901L, 17, 98_765_432_101L),
                "check 'counts are whole' failed:\n'x' \u00E9",
                DAY.plusMillis(86_401_456)));
    history().record(running);
    history().record(failed);

    assertThat(history().runs(TRAFFIC, WINDOW)).containsExactly(failed, running);
  }

  @Test
  void recordsARunOverWhatWasRecordedOfItBefore() {
    Run running = run(1, TRAFFIC, WINDOW);
    Run publishing = inState(running, Run.State.PUBLISHING);
    Run succeeded = inState(running, Run.State.SUCCEEDED);
    history().record(running);
    history().record(publishing);
    assertThat(history().runs(TRAFFIC, WINDOW)).containsExactly(publishing);

    history().record(succeeded);
    assertThat(history().runs(TRAFFIC, WINDOW)).containsExactly(succeeded);
    assertThat(history().runs(Optional.empty(), 10)).containsExactly(succeeded);
  }

  @Test
  void showsTheNewestRunsFirst() {
    Run first = run(1, TRAFFIC, WINDOW);
    Run second = run(2, DAILY, WINDOW);
    Run third = run(3, TRAFFIC, NEXT);
    List.of(second, third, first).forEach(history()::record);

    assertThat(history().runs(Optional.empty(), 10)).containsExactly(third, second, first);
    assertThat(history().runs(Optional.empty(), 2)).containsExactly(third, second);
  }

  @Test
  void showsTheRunsOfOneCuration() {
    Run first = run(1, TRAFFIC, WINDOW);
    Run second = run(2, DAILY, WINDOW);
    Run third = run(3, TRAFFIC, NEXT);
    List.of(first, second, third).forEach(history()::record);

    assertThat(history().runs(Optional.of(TRAFFIC), 10)).containsExactly(third, first);
    assertThat(history().runs(Optional.of(TRAFFIC), 1)).containsExactly(third);
    assertThat(history().runs(Optional.of(DAILY), 10)).containsExactly(second);
  }

  @Test
  void showsTheRunsOfOneWindow() {
    Run first = run(1, TRAFFIC, WINDOW);
    Run second = run(2, TRAFFIC, NEXT);
    Run third = run(3, TRAFFIC, WINDOW);
    Run other = run(4, DAILY, WINDOW);
    List.of(first, second, third, other).forEach(history()::record);

    assertThat(history().runs(TRAFFIC, WINDOW)).containsExactly(third, first);
  }

  @Test
  void tellsWindowsOfTheSameStartApart() {
    Run day = run(1, TRAFFIC, WINDOW);
    Run hour = run(2, TRAFFIC, new Window(DAY, DAY.plus(Duration.ofHours(1))));
    history().record(day);
    history().record(hour);

    assertThat(history().runs(TRAFFIC, WINDOW)).containsExactly(day);
  }

  @Test
  void readsTheRunsOfACurationFromTheNewestOn() {
    List<Run> runs =
        IntStream.range(0, 250).mapToObj(i -> run(i, TRAFFIC, WINDOW)).toList().reversed();
    runs.forEach(history()::record);
    history().record(run(1_000, DAILY, WINDOW));

    assertThat(history().newest(TRAFFIC)).isEqualTo(runs);
    assertThat(history().newest(TRAFFIC).findFirst()).contains(runs.getFirst());
  }

  @Test
  void knowsTheLatestRunOfAState() {
    assertThat(history().latest(TRAFFIC, Run.State.SUCCEEDED)).isEmpty();
    Run first = inState(run(1, TRAFFIC, WINDOW), Run.State.SUCCEEDED);
    Run second = inState(run(2, TRAFFIC, NEXT), Run.State.SUCCEEDED);
    Run failed = inState(run(3, TRAFFIC, NEXT), Run.State.FAILED);
    Run other = inState(run(4, DAILY, NEXT), Run.State.SUCCEEDED);
    List.of(second, first, failed, other).forEach(history()::record);

    assertThat(history().latest(TRAFFIC, Run.State.SUCCEEDED)).contains(second);
    assertThat(history().latest(TRAFFIC, Run.State.FAILED)).contains(failed);
    assertThat(history().latest(TRAFFIC, Run.State.RUNNING)).isEmpty();
  }

  @Test
  void findsEveryRunThatIsUnderWayHoweverOldItIs() {
    Run broken = run(1, TRAFFIC, WINDOW);
    Run publishing = inState(run(2, DAILY, WINDOW), Run.State.PUBLISHING);
    history().record(broken);
    history().record(publishing);
    IntStream.range(10, 150)
        .mapToObj(i -> inState(run(i, TRAFFIC, NEXT), Run.State.FAILED))
        .forEach(history()::record);

    assertThat(history().underWay()).containsExactly(publishing, broken);

    history().record(inState(publishing, Run.State.SUCCEEDED));
    history().record(inState(broken, Run.State.FAILED));
    assertThat(history().underWay()).isEmpty();
  }

  @Test
  void pausesACurationAndLetsItGoOn() {
    assertThat(history().paused(TRAFFIC)).isFalse();

    history().pause(TRAFFIC, true);
    history().pause(TRAFFIC, true);
    assertThat(history().paused(TRAFFIC)).isTrue();
    assertThat(history().paused(DAILY)).isFalse();

    history().pause(TRAFFIC, false);
    history().pause(TRAFFIC, false);
    assertThat(history().paused(TRAFFIC)).isFalse();
  }

  @Test
  void knowsWhenACurationWasFirstSeen() {
    Instant first = DAY.plusMillis(123);

    assertThat(history().firstSeen(TRAFFIC, first)).isEqualTo(first);
    assertThat(history().firstSeen(TRAFFIC, DAY.plusSeconds(60))).isEqualTo(first);
    assertThat(history().firstSeen(DAILY, DAY)).isEqualTo(DAY);
  }

  private static Run run(int number, CurationName curation, Window window) {
    return new Run(
        id(number),
        curation,
        window,
        false,
        WINDOW.end().plusMillis(number),
        "lake/" + curation.database() + "/" + curation.curation() + "/run=" + number + "/",
        Outcome.Running.BEGUN);
  }

  private static Run inState(Run run, Run.State state) {
    return new Run(
        run.id(),
        run.curation(),
        run.window(),
        run.provisional(),
        run.startedAt(),
        run.location(),
        Outcomes.of(state, new Outcome.Counts(42, 0, 4_200), run.startedAt().plusMillis(7)));
  }

  /** Sorts by number, as UUIDv7 sorts by time. */
  private static String id(int number) {
    return "019aa5b0-0000-7000-8000-%012x".formatted(number);
  }
}
