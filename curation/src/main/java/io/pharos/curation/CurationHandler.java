package io.pharos.curation;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.aws.athena.AthenaSqlText;
import io.pharos.aws.glue.WorkTables;
import io.pharos.aws.lambda.EventPart;
import io.pharos.aws.lambda.FunctionRuntime;
import io.pharos.aws.lambda.Invocation;
import io.pharos.aws.lambda.OperationalMetrics;
import io.pharos.core.curation.Outcome;
import io.pharos.core.curation.Run;
import io.pharos.core.curation.StaleRuns;
import io.pharos.core.curation.run.CurationWorkflow;
import io.pharos.core.curation.run.CurationWorkflow.Answered;
import io.pharos.core.curation.run.CurationWorkflow.Next;
import io.pharos.core.curation.run.RunProgress;
import io.pharos.core.definition.CurationName;
import io.pharos.core.deployment.OperationalCount;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Takes the steps of runs. A step that fails throws, and the workflow then calls for its record.
 */
@Named("curation")
public final class CurationHandler implements RequestStreamHandler {
  /** The part of an invocation's time that is reserved for the present page of rows. */
  private static final Duration RESERVE = Duration.ofSeconds(30);

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Invocation invocation;
  private final CurationWorkflow workflow;
  private final StaleRuns staleRuns;
  private final WorkTables workTables;
  private final AthenaSqlText sqlText;
  private final OperationalMetrics metrics;
  private final Clock clock;

  @Inject
  public CurationHandler(
      FunctionRuntime runtime,
      CurationWorkflow workflow,
      StaleRuns staleRuns,
      WorkTables workTables,
      AthenaSqlText sqlText) {
    this.invocation = runtime.invocation();
    this.workflow = workflow;
    this.staleRuns = staleRuns;
    this.workTables = workTables;
    this.sqlText = sqlText;
    this.metrics = runtime.metrics();
    this.clock = runtime.clock();
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    ObjectNode answer =
        invocation.during(
            context.getAwsRequestId(),
            context.getRemainingTimeInMillis(),
            () -> take(Step.of(EventPart.read(input))));
    output.write(MAPPER.writeValueAsBytes(answer));
  }

  private ObjectNode take(Step asked) {
    return switch (asked) {
      case Step.Prepare step -> prepare(step);
      case Step.Advance step -> advance(step);
      case Step.RecordFailure step -> recordFailure(step);
      case Step.Tidy step -> MAPPER.createObjectNode().put("deleted", staleRuns.delete());
    };
  }

  private ObjectNode prepare(Step.Prepare step) {
    about(step.curation());
    Next next =
        step.windows()
            .map(left -> workflow.prepare(step.curation(), left, step.execution()))
            .orElseGet(() ->
                workflow.begin(
                    step.curation(),
                    step.by(),
                    step.started().orElseGet(clock::instant),
                    step.execution()));
    ObjectNode answer = MAPPER.createObjectNode();
    answer.put("curation", step.curation().toString());
    switch (next) {
      case Next.Ready ready -> {
        answer.put("status", "ready");
        answer.put("window", ready.run().window());
        answer.put("run", ready.run().id());
        ready.abandoned().forEach(workTables::drop);
        answer.put("table", workflow.output(step.curation()).toString());
        ask(ready.asking(), answer);
        ready.left().forEach(answer.putArray("windows")::add);
      }
      case Next.Done done -> answer.put("status", "done");
      case Next.Busy busy -> {
        answer.put("status", "busy");
        busy.windows().forEach(answer.putArray("windows")::add);
      }
    }
    return answer;
  }

  /** Adds the statement for the workflow to start, and the input of its next step. */
  private void ask(RunProgress.Asking asking, ObjectNode answer) {
    answer
        .put("at", asking.state().step())
        .put("sql", sqlText.of(asking.statement()))
        .put("deadline", asking.deadline().toString());
    asking.statement().reads().forEach(workTables::create);
  }

  private ObjectNode advance(Step.Advance step) {
    Answered answered = step.answered();
    CurationName curation = answered.run().curation();
    about(curation);
    List<String> folders = workflow.folders(answered.run());
    RunProgress progress =
        workflow.advance(
            answered, step.execution(), clock.instant().plus(invocation.left()).minus(RESERVE));
    ObjectNode answer = MAPPER.createObjectNode();
    switch (progress) {
      case RunProgress.Asking asking -> ask(asking, answer.put("status", "ask"));
      case RunProgress.Going going ->
          answer
              .put("status", "more")
              .put("at", going.state().step())
              .put("rows_from", going.state().from().orElseThrow());
      case RunProgress.Ended(Run run) -> {
        folders.forEach(workTables::drop);
        metrics.count(curation, Map.of(OperationalCount.RUNS_SUCCEEDED, 1L));
        answer
            .put("status", "ended")
            .put("state", run.state().name())
            .put("rows", run.rows())
            .put("unserved", run.unserved());
      }
    }
    return answer;
  }

  private ObjectNode recordFailure(Step.RecordFailure step) {
    about(step.curation());
    Run run =
        workflow.fail(step.curation(), step.window(), step.run(), step.message(), step.execution());
    if (run.outcome() instanceof Outcome.Failed) {
      workflow.folders(run).forEach(workTables::drop);
      metrics.count(step.curation(), Map.of(OperationalCount.RUNS_FAILED, 1L));
    }
    return MAPPER
        .createObjectNode()
        .put("run", run.id())
        .put("state", run.state().name())
        .put("message", run.message());
  }

  private void about(CurationName curation) {
    invocation.about(curation.database(), curation.curation());
  }
}
