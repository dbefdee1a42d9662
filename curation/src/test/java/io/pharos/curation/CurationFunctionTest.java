package io.pharos.curation;

import static io.pharos.aws.testing.EventServer.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.aws.Backoff;
import io.pharos.aws.dynamodb.DynamoDbRunHistory;
import io.pharos.aws.dynamodb.DynamoDbRunLease;
import io.pharos.aws.dynamodb.DynamoDbServingTable;
import io.pharos.aws.glue.GlueCatalog;
import io.pharos.aws.testing.AthenaResults;
import io.pharos.aws.testing.Endpoint;
import io.pharos.aws.testing.EventServer;
import io.pharos.aws.testing.FunctionStack;
import io.pharos.aws.testing.NeedsEndpoint;
import io.pharos.core.catalog.Partition;
import io.pharos.core.curation.Run;
import io.pharos.core.definition.CurationName;
import io.pharos.core.definition.ServedName;
import io.pharos.core.definition.TableName;
import io.pharos.core.serving.ServedRow;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The steps of runs, on the inputs that the state machine gives. */
@NeedsEndpoint
@ExtendWith(FunctionStack.class)
@QuarkusTest
class CurationFunctionTest {
  private static final CurationName NAME = CurationName.parse("advertising.ad_traffic");
  private static final String EXECUTION =
      "arn:aws:states:eu-west-1:123456789012:execution:pharos-curations:6f1b";
  private static final String AD = "0199aa00-0000-7000-8000-000000000001";

  @ConfigProperty(name = "quarkus-internal.aws-lambda.test-api")
  String api = "";

  private final Endpoint stack = FunctionStack.endpoint();
  private final DynamoDbRunHistory history =
      new DynamoDbRunHistory(stack.dynamoDb(), stack.names().historyTable());

  @AfterEach
  void release() {
    new DynamoDbRunLease(stack.dynamoDb(), stack.names().historyTable(), Clock.systemUTC())
        .release(NAME, EXECUTION);
  }

  private JsonNode step(String name) {
    return EventServer.at(api).answer(event(name));
  }

  private JsonNode step(String name, JsonNode run) {
    return step(name, run, "", "");
  }

  private JsonNode advance(JsonNode run, String at, String query) {
    return step("advance", run, at, query);
  }

  private JsonNode step(String name, JsonNode run, String at, String query) {
    return EventServer.at(api)
        .answer(
            event(name)
                .replace("WINDOW", run.path("window").asText())
                .replace("RUN", run.path("run").asText())
                .replace("AT", at)
                .replace("QUERY", query));
  }

  /** Starts what a step asks for as the state machine does. */
  private String started(JsonNode asked) {
    return stack
        .athena()
        .startQueryExecution(start ->
            start.queryString(asked.path("sql").asText()).workGroup(stack.names().workgroup()))
        .queryExecutionId();
  }

  /** Starts what writes a run's rows, once its columns are found to be those of its table. */
  private String written(JsonNode run) {
    new AthenaResults()
        .then(
            List.of("ad_id", "impressions", "clicks"),
            List.of("varchar", "bigint", "integer"),
            List.of(List.of("", "", "")))
        .preset();
    return started(advance(run, "columns", started(run)));
  }

  private static void serves(String... rows) {
    AthenaResults results = new AthenaResults();
    for (String row : rows) {
      results.then(
          List.of("ad_id", "impressions", "clicks"),
          List.of("varchar", "bigint", "bigint"),
          row.isEmpty() ? List.of() : List.of(List.of(row.split(" ", -1))));
    }
    results.preset();
  }

  @Test
  void preparesTheWindowsThatAreDueTheOldestFirst() {
    JsonNode run = step("prepare-what-is-due");

    assertThat(run.path("status").asText()).isEqualTo("ready");
    assertThat(run.path("window").asText()).isEqualTo("2026-11-17");
    assertThat(run.path("windows").toString())
        .isEqualTo("[\"2026-11-18\",\"2026-11-19\",\"2026-11-20\"]");
    assertThat(run.path("table").asText()).isEqualTo("advertising.ad_traffic");
    assertThat(run.path("deadline").asText()).isEqualTo("2026-11-21T10:31:00Z");
    assertThat(run.path("sql").asText())
        .startsWith("SELECT described.*")
        .contains("TIMESTAMP '2026-11-17 00:00:00.000'")
        .doesNotContain("${");
    assertThat(history.runs(Optional.of(NAME), 100))
        .filteredOn(recorded -> recorded.id().equals(run.path("run").asText()))
        .extracting(Run::state)
        .containsExactly(Run.State.RUNNING);
  }

  @Test
  void preparesTheWindowsThatAreAskedForAndThenNoMore() {
    assertThat(step("prepare-by-hand").path("window").asText()).isEqualTo("2026-11-18");
    assertThat(step("prepare-the-next").path("windows")).isEmpty();
    assertThat(step("prepare-after-the-last").path("status").asText()).isEqualTo("done");
  }

  @Test
  void letsOneExecutionHaveACurationAtATime() {
    step("prepare-what-is-due");
    JsonNode busy = step("prepare-by-another-execution");
    assertThat(busy.path("status").asText()).isEqualTo("busy");
    assertThat(busy.path("windows").toString())
        .isEqualTo("[\"2026-11-17\",\"2026-11-18\",\"2026-11-19\",\"2026-11-20\"]");

    step("prepare-after-the-last");
    JsonNode other = step("prepare-by-another-execution");
    assertThat(other.path("status").asText()).isEqualTo("ready");
    new DynamoDbRunLease(stack.dynamoDb(), stack.names().historyTable(), Clock.systemUTC())
        .release(NAME, EXECUTION + "-other");
  }

  @Test
  void writesTheRowsOfAQueryWhoseColumnsAreThoseOfTheTable() {
    JsonNode run = step("prepare-the-next");
    new AthenaResults()
        .then(
            List.of("clicks", "impressions", "ad_id"),
            List.of("bigint", "bigint", "varchar"),
            List.of(List.of("", "", "")))
        .preset();

    JsonNode rows = advance(run, "columns", started(run));
    assertThat(rows.path("status").asText()).isEqualTo("ask");
    assertThat(rows.path("at").asText()).isEqualTo("rows");
    assertThat(rows.path("deadline").asText()).isEqualTo("2026-11-21T10:31:00Z");
    assertThat(rows.path("sql").asText())
        .startsWith("CREATE TABLE \"pharos_curation_test_advertising\".\"pharos_work_")
        .contains(
            "external_location = 's3://pharos-curation-test-lake/lake/advertising/ad_traffic/"
                + "day=2026-11-19/run="
                + run.path("run").asText()
                + "/'")
        .contains("TIMESTAMP '2026-11-19 00:00:00.000'")
        .doesNotContain("${");
  }

  @Test
  void writesNoRowsOfAQueryWhoseColumnsAreOthers() {
    JsonNode run = step("prepare-the-next");
    new AthenaResults()
        .then(
            List.of("ad_id", "impressions"), List.of("varchar", "double"), List.of(List.of("", "")))
        .preset();

    assertThatExceptionOfType(EventServer.FunctionFailed.class)
        .isThrownBy(() -> advance(run, "columns", started(run)))
        .withMessageContaining("column 'impressions' is double and the table's is bigint, cast it")
        .withMessageContaining("column 'clicks' is missing");
  }

  @Test
  void publishesARunAndServesItsRows() {
    JsonNode run = step("prepare-the-next");
    String query = written(run);
    serves("", AD + " 4 1");

    JsonNode serve = advance(run, "rows", query);
    assertThat(serve.path("at").asText()).isEqualTo("serve");
    assertThat(serve.path("sql").asText()).startsWith("WITH \"result\" AS (");
    JsonNode published = advance(run, "serve", started(serve));

    assertThat(published.path("status").asText()).isEqualTo("ended");
    assertThat(published.path("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(
            serving()
                .query(ServedName.parse("advertising.traffic"), AD, "2026-11-19", "2026-11-19", 10))
        .containsExactly(new ServedRow(AD, "2026-11-19", "{\"impressions\":4,\"clicks\":1}"));
    Partition partition =
        new GlueCatalog(stack.glue(), stack.names(), stack.names().stack() + "-lake")
            .partition(TableName.parse("advertising.ad_traffic"), "2026-11-19")
            .orElseThrow();
    assertThat(partition.location())
        .isEqualTo(
            "lake/advertising/ad_traffic/day=2026-11-19/run=" + run.path("run").asText() + "/");
    assertThat(advance(run, "serve", query).path("state").asText()).isEqualTo("SUCCEEDED");
  }

  private DynamoDbServingTable serving() {
    return new DynamoDbServingTable(
        stack.dynamoDb(),
        stack.names().servingTable(),
        new Backoff(() -> Duration.ofSeconds(5), 3));
  }

  @Test
  void recordsAFailedQueryOnce() {
    JsonNode run = step("prepare-the-next");
    JsonNode failed = step("record-a-failed-query", run);

    assertThat(failed.path("state").asText()).isEqualTo("FAILED");
    assertThat(failed.path("message").asText()).contains("Column 'ad' cannot be resolved");
    assertThat(step("record-a-failed-query", run)).isEqualTo(failed);
    assertThatExceptionOfType(EventServer.FunctionFailed.class)
        .isThrownBy(() -> advance(run, "rows", "none"))
        .withMessageContaining("the run has failed");
  }

  @Test
  void recordsAStepThatFailedBeforeThereWasARun() {
    JsonNode failed = step("record-a-failed-step");

    assertThat(failed.path("state").asText()).isEqualTo("FAILED");
    assertThat(failed.path("message").asText())
        .isEqualTo("'2026' is not a window of this curation");
  }

  @Test
  void saysWhatIsWrongWithAnInput() {
    assertThatExceptionOfType(EventServer.FunctionFailed.class)
        .isThrownBy(() -> step("prepare-an-unknown-curation"))
        .withMessageContaining("there is no curation 'advertising.revenue'");
    assertThatExceptionOfType(EventServer.FunctionFailed.class)
        .isThrownBy(() -> step("prepare-what-was-published"))
        .withMessageContaining(
            "published: advertising.ad_traffic reads no table 'advertising.impressions' that a"
                + " curation writes");
    assertThatExceptionOfType(EventServer.FunctionFailed.class)
        .isThrownBy(() -> step("no-step"))
        .withMessageContaining("step: missing from the input");
  }

  @Test
  void deletesWhatNobodyReadsAnyMore() {
    assertThat(step("tidy").path("deleted").asInt()).isZero();
  }
}
