package io.pharos.core.curation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pharos.core.catalog.Partition;
import io.pharos.core.curation.Run;
import io.pharos.core.curation.run.CurationWorkflow.Next;
import io.pharos.core.definition.Definitions;
import io.pharos.core.notify.Notice;
import io.pharos.core.query.RefusedStatement;
import io.pharos.core.serving.ServedRow;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a workflow publishes a run, or says that it failed. */
class WorkflowPublicationTest extends WorkflowSteps {
  @Test
  void whatIsPublishedIsServedAndSwitchedTo() {
    engine.willWrite(List.of(List.of(AD, 3L, 1L)));
    Next.Ready ready = prepare(OWNER, DAY);

    Run run = published(ready, OWNER);

    assertThat(run.state()).isEqualTo(Run.State.SUCCEEDED);
    assertThat(run.rows()).isEqualTo(1);
    assertThat(run.bytesScanned()).isEqualTo(7);
    assertThat(run(ready)).isEqualTo(run);
    assertThat(catalog.partition(TABLE, DAY)).contains(new Partition(DAY, run.location()));
    assertThat(serving.all("advertising.traffic"))
        .containsExactly(new ServedRow(AD, DAY, "{\"impressions\":3,\"clicks\":1}"));
    assertThat(notices).singleElement().matches(notice -> !notice.failure());
  }

  @Test
  void whatIsPublishedStaysAsItIsWhenItIsPublishedAgain() {
    Next.Ready ready = prepare(OWNER, DAY);
    String query = written(ready);
    Run once = publish(ready, query, OWNER);
    clock.forward(Duration.ofMinutes(1));

    assertThat(advance(ready.run(), "rows", query, OWNER)).isEqualTo(new RunProgress.Ended(once));
    assertThat(advance(ready.run(), "rows", query, OTHER)).isEqualTo(new RunProgress.Ended(once));
    assertThat(notices).hasSize(1);
  }

  @Test
  void aPublicationThatBrokeOffIsDoneAgain() {
    engine.willWrite(List.of(List.of(AD, 3L, 1L)));
    Next.Ready ready = prepare(OWNER, DAY);
    String query = written(ready);
    RunProgress.Asking serve = (RunProgress.Asking) advance(ready, "rows", query);
    serving.willFailOnce();
    assertThatIllegalStateException()
        .isThrownBy(() -> advance(ready, "serve", ended(serve.statement())));
    assertThat(run(ready).state()).isEqualTo(Run.State.PUBLISHING);

    Run run = publish(ready, query, OWNER);

    assertThat(run.state()).isEqualTo(Run.State.SUCCEEDED);
    assertThat(run.rows()).isEqualTo(1);
    assertThat(serving.all("advertising.traffic")).map(ServedRow::key).containsExactly(AD);
    assertThat(notices).hasSize(1);
  }

  @Test
  void aRunWhoseQueryTookAllItsTimeIsPublished() {
    Next.Ready ready = prepare(OWNER, DAY);
    String query = written(ready);
    clock.forward(curation.timeout());

    assertThat(publish(ready, query, OWNER).state()).isEqualTo(Run.State.SUCCEEDED);
  }

  @Test
  void publishingProlongsTheLease() {
    Next.Ready ready = prepare(OWNER, DAY);
    String query = written(ready);
    clock.forward(curation.timeout());
    advance(ready, "rows", query);
    clock.forward(curation.timeout());

    assertThat(workflow.prepare(NAME, List.of(DAY), OTHER)).isEqualTo(new Next.Busy(List.of(DAY)));
  }

  @Test
  void anExecutionThatAnotherTookOverFromPublishesNothing() {
    Next.Ready ready = prepare(OWNER, DAY);
    String query = written(ready);
    clock.forward(curation.timeout().plus(Duration.ofHours(1)));
    lease.acquire(NAME, OTHER, clock.instant().plusSeconds(60));

    assertThatIllegalStateException()
        .isThrownBy(() -> advance(ready, "rows", query))
        .withMessageContaining("another execution took over");
    assertThat(run(ready).state()).isEqualTo(Run.State.RUNNING);
    assertThat(catalog.partitions(TABLE)).isEmpty();
  }

  @Test
  void aRunThatAnotherExecutionGaveUpIsNotPublished() {
    Next.Ready ready = prepare(OWNER, DAY);
    String query = written(ready);
    clock.forward(curation.timeout().plus(Duration.ofHours(1)));
    Run newer = published(prepare(OTHER, DAY), OTHER);

    assertThatIllegalStateException()
        .isThrownBy(() -> advance(ready, "rows", query))
        .withMessage("the run has failed: its execution ended without saying how");
    assertThat(catalog.partition(TABLE, DAY)).contains(new Partition(DAY, newer.location()));
  }

  @Test
  void aRunFailsOnceHoweverOftenItIsSaid() {
    Next.Ready ready = prepare(OWNER, DAY);

    Run failed = fail(ready, "out of memory");
    clock.forward(Duration.ofMinutes(1));

    assertThat(failed.state()).isEqualTo(Run.State.FAILED);
    assertThat(failed.message()).isEqualTo("out of memory");
    assertThat(failed.endedAt()).contains(failed.startedAt());
    assertThat(fail(ready, "something else")).isEqualTo(failed);
    assertThat(run(ready)).isEqualTo(failed);
    assertThat(notices)
        .singleElement()
        .satisfies(notice -> {
          assertThat(notice.failure()).isTrue();
          assertThat(notice.message()).contains("out of memory");
        });
  }

  @Test
  void aRunThatSucceededDoesNotFailAnyMore() {
    Next.Ready ready = prepare(OWNER, DAY);
    Run succeeded = published(ready, OWNER);

    assertThat(fail(ready, "too late")).isEqualTo(succeeded);
    assertThat(run(ready)).isEqualTo(succeeded);
    assertThat(notices).hasSize(1).noneMatch(Notice::failure);
  }

  @Test
  void whatCouldNotBePreparedIsRecordedAsFailed() {
    Run failed =
        workflow.fail(NAME, Optional.of("2026-11-18"), Optional.empty(), "no network", OWNER);

    assertThat(failed.window()).isEqualTo(window("2026-11-18"));
    assertThat(failed.state()).isEqualTo(Run.State.FAILED);
    assertThat(failed.message()).isEqualTo("no network");
    assertThat(history.runs(Optional.of(NAME), 10)).containsExactly(failed);
    assertThat(notices).singleElement().matches(Notice::failure);
  }

  @Test
  void aFailureBeforeTheWindowsWereKnownIsOneOfTheLatest() {
    assertThat(
            workflow.fail(NAME, Optional.empty(), Optional.empty(), "no network", OWNER).window())
        .isEqualTo(window(DAY));
  }

  @Test
  void sqlThatCannotRunIsRecordedAsFailed() {
    var broken = new LinkedHashMap<>(definitions.curations());
    broken.put(NAME, curation.withSql("select ${nothing}"));
    Definitions changed = new Definitions(definitions.databases(), definitions.tables(), broken);
    workflow = workflow(changed);

    assertThatExceptionOfType(RefusedStatement.class)
        .isThrownBy(() -> workflow.prepare(NAME, List.of(DAY), OWNER));
    assertThat(history.runs(Optional.empty(), 10)).isEmpty();

    Run failed = workflow.fail(NAME, Optional.of(DAY), Optional.empty(), "no ${nothing}", OWNER);
    assertThat(history.runs(NAME, window(DAY))).containsExactly(failed);
    assertThat(failed.state()).isEqualTo(Run.State.FAILED);
    assertThat(notices).singleElement().matches(Notice::failure);
  }
}
