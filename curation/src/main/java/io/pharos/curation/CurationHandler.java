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
import io.pharos.core.curation.CurationRunner;
import io.pharos.core.curation.CurationStep;
import io.pharos.core.curation.CurationWorkflow;
import io.pharos.core.curation.CurationWorkflow.Next;
import io.pharos.core.curation.Run;
import io.pharos.core.curation.StaleRuns;
import io.pharos.core.definition.TableName;
import io.pharos.core.query.QueryStatus;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Takes the steps of runs. A step that fails throws: the workflow then has it recorded. */
@Named("curation")
public final class CurationHandler implements RequestStreamHandler {
  /** Between two looks at a query that reads rows to be served. */
  private static final Duration POLL = Duration.ofMillis(500);

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Invocation invocation;
  private final CurationWorkflow workflow;
  private final CurationRunner runner;
  private final StaleRuns staleRuns;
  private final WorkTables workTables;
  private final AthenaSqlText sqlText;
  private final OperationalMetrics metrics;
  private final Clock clock;

  @Inject
  public CurationHandler(
      FunctionRuntime runtime,
      CurationWorkflow workflow,
      CurationRunner runner,
      StaleRuns staleRuns,
      WorkTables workTables,
      AthenaSqlText sqlText) {
    this.invocation = runtime.invocation();
    this.workflow = workflow;
    this.runner = runner;
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
      case Step.CheckColumns step -> checkColumns(step);
      case Step.CheckRows step -> checkRows(step);
      case Step.Publish step -> publish(step);
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
        answer.put("table", ready.statement().table().toString());
        answer.put("sql", sqlText.of(ready.statement()));
        answer.put("deadline", ready.deadline().toString());
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

  private ObjectNode checkColumns(Step.CheckColumns step) {
    about(step.run().curation());
    return MAPPER
        .createObjectNode()
        .put("sql", sqlText.of(workflow.checkColumns(step.run(), step.query())));
  }

  private ObjectNode checkRows(Step.CheckRows step) {
    about(step.run().curation());
    QueryStatus.Succeeded written = workflow.checkRows(step.run(), step.query());
    return MAPPER
        .createObjectNode()
        .put("rows", written.rows())
        .put("bytes_scanned", written.bytesScanned());
  }

  private ObjectNode publish(Step.Publish step) {
    TableName curation = step.run().curation();
    about(curation);
    CurationStep state =
        workflow.publish(step.run(), step.query(), step.execution(), invocation.left());
    while (state instanceof CurationStep.Working working) {
      state = runner.attempt(working);
      if (state instanceof CurationStep.Working) {
        pause(working.run());
      }
    }
    Run run = state.run();
    if (run.state() == Run.State.FAILED) {
      throw new IllegalStateException(run.message());
    }
    workTables.drop(run.location());
    metrics.count(curation, Map.of("RunsSucceeded", 1L));
    return MAPPER
        .createObjectNode()
        .put("state", run.state().name())
        .put("rows", run.rows())
        .put("unserved", run.unserved());
  }

  private void pause(Run run) {
    if (invocation.left().compareTo(POLL) < 0) {
      throw new IllegalStateException(
          "run %s took longer to publish than the function may; make its windows shorter"
              .formatted(run.id()));
    }
    try {
      TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private ObjectNode recordFailure(Step.RecordFailure step) {
    about(step.curation());
    Run run =
        workflow.fail(step.curation(), step.window(), step.run(), step.message(), step.execution());
    if (run.state() == Run.State.FAILED) {
      workTables.drop(run.location());
      metrics.count(step.curation(), Map.of("RunsFailed", 1L));
    }
    return MAPPER
        .createObjectNode()
        .put("run", run.id())
        .put("state", run.state().name())
        .put("message", run.message());
  }

  private void about(TableName curation) {
    invocation.about(curation.database(), curation.table());
  }
}
