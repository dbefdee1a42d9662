package io.pharos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.aws.testing.GlueIndexes;
import io.pharos.aws.testing.NeedsEndpoint;
import io.pharos.aws.testing.ScriptedEndpoint;
import io.pharos.aws.testing.ScriptedEndpoint.Reply;
import io.pharos.aws.testing.ScriptedEndpoint.Script;
import io.pharos.aws.testing.StreamReader;
import io.pharos.core.definition.TableName;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What callers of the functions see when AWS fails behind them. */
@NeedsEndpoint
class FaultIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final TableName IMPRESSIONS = TableName.parse("advertising.impressions");
  private static final String PUT_RECORDS = "PutRecords";

  private Deployment deployment;
  private ScriptedEndpoint aws;

  @BeforeEach
  void deploy() {
    deployment = Deployment.create();
    aws = ScriptedEndpoint.open();
  }

  @AfterEach
  void remove() {
    deployment.close();
    aws.close();
  }

  /** Events of more than one stream record. */
  private static Request impressions(int count) {
    String day = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
    return Request.post(
        "/advertising/impressions",
        IntStream.range(0, count)
            .mapToObj(i ->
                "{\"impression_id\":\"0199aa00-0000-7000-8000-%012x\",\"ad_id\":\"%s\",\"occurred_at\":\"%s 09:00:00\"}"
                    .formatted(i, "0199aa00-0000-7000-8000-000000000001", day))
            .collect(Collectors.joining(",", "{\"impressions\":[", "]}")));
  }

  @Test
  void throttlingOfHalfTheRecordsCostsTimeAndNothingElse() throws IOException {
    aws.next(PUT_RECORDS, FaultIT::takeEveryOther, FaultIT::takeEveryOther);
    try (FunctionProcess beacon = deployment.start("beacon", aws.address())) {
      JsonNode answer = body(beacon.invoke(impressions(500).event()));

      assertThat(answer.path("failed_count").asInt()).isZero();
    }
    assertThat(StreamReader.lines(deployment.stack(), IMPRESSIONS))
        .hasSize(500)
        .doesNotHaveDuplicates();
  }

  @Test
  void aStreamThatTakesNothingIsA429() throws IOException {
    aws.always(PUT_RECORDS, throttled());
    try (FunctionProcess beacon = deployment.start("beacon", aws.address())) {
      JsonNode answer = beacon.invoke(impressions(2).event(), Duration.ofSeconds(8));

      assertThat(answer.path("statusCode").asInt()).isEqualTo(429);
      assertThat(Answer.of(answer).headers()).containsEntry("retry-after", "1");
      assertThat(answer.path("body").asText()).contains("send the event again later");
      assertThat(beacon.log())
          .contains("\"EventsNotTaken\":2")
          .contains("\"EventsThrottled\":2")
          .contains("\"database\":\"advertising\"")
          .contains("\"table\":\"impressions\"");
    }
    assertThat(StreamReader.lines(deployment.stack(), IMPRESSIONS)).isEmpty();
  }

  private static Script throttled() {
    return Script.error(400, "ProvisionedThroughputExceededException", "Rate exceeded");
  }

  @Test
  void recordsThatAreNeverTakenAreAnsweredAsFailedAndTheOthersAsTaken() throws IOException {
    aws.always(PUT_RECORDS, FaultIT::takeTheFirst);
    try (FunctionProcess beacon = deployment.start("beacon", aws.address())) {
      JsonNode answer = body(beacon.invoke(impressions(500).event(), Duration.ofSeconds(3)));

      int failed = answer.path("failed_count").asInt();
      assertThat(failed).isBetween(1, 499);
      assertThat(answer.path("records").findValuesAsText("error_code"))
          .hasSize(failed)
          .containsOnly("Throttled");
      assertThat(StreamReader.lines(deployment.stack(), IMPRESSIONS)).hasSize(500 - failed);
    }
  }

  @Test
  void credentialsThatHaveRunOutAreA503AndNotTriedAgain() throws IOException {
    aws.always(
        PUT_RECORDS, Script.error(400, "ExpiredTokenException", "The security token is expired"));
    try (FunctionProcess beacon = deployment.start("beacon", aws.address())) {
      JsonNode answer = beacon.invoke(impressions(1).event());

      assertThat(answer.path("statusCode").asInt()).isEqualTo(503);
      assertThat(answer.path("body").asText()).doesNotContain("token");
    }
    assertThat(aws.calls(PUT_RECORDS)).hasSize(1);
  }

  @Test
  void anAnswerThatIsLostMayDoubleAnEventButNotItsId() throws IOException {
    aws.next(PUT_RECORDS, Script.forwardAndDrop());
    try (FunctionProcess beacon = deployment.start("beacon", aws.address())) {
      assertThat(body(beacon.invoke(impressions(3).event())).path("failed_count").asInt()).isZero();
    }
    assertThat(StreamReader.lines(deployment.stack(), IMPRESSIONS).stream().distinct()).hasSize(3);
  }

  @Test
  void aQuarantineThatIsDownSendsTheRecordToTheErrorFolder() throws IOException {
    aws.always("PutRecordBatch", Script.error(500, "ServiceUnavailableException", "down"));
    aws.always("PUT /" + deployment.bucket(), Script.error(500, "InternalError", "down"));
    try (FunctionProcess beacon = deployment.start("beacon");
        FunctionProcess preprocessor = deployment.start("preprocessor", aws.address())) {
      beacon.invoke(impressions(1).event());
      deployment
          .stack()
          .kinesis()
          .putRecord(put ->
              put.streamName(deployment.stack().names().stream(IMPRESSIONS))
                  .partitionKey("any")
                  .data(software.amazon.awssdk.core.SdkBytes.fromUtf8String("not an event\n")));
      JsonNode answer =
          preprocessor.invoke(KinesisBatch.of(deployment.stack(), IMPRESSIONS).firehose());

      assertThat(answer.path("records").findValuesAsText("result"))
          .containsExactly("Ok", "ProcessingFailed");
      assertThat(preprocessor.log()).contains("\"RecordsNotProcessed\":1");
    }
  }

  @Test
  void countsThatCannotBeAddedFailTheBatchAndAreAddedOnceWhenItComesAgain() throws IOException {
    String refused = "PutMetricData";
    aws.next(
        refused,
        Script.error(400, "InvalidParameterValueException", "no"),
        (call, target) -> Optional.of(target.forward(call)));
    try (FunctionProcess beacon = deployment.start("beacon");
        FunctionProcess metrics = deployment.start("realtime-metrics", aws.address())) {
      beacon.invoke(impressions(3).event());
      String batch = KinesisBatch.of(deployment.stack(), IMPRESSIONS).eventSource();

      assertThatExceptionOfType(FunctionProcess.FunctionFailed.class)
          .isThrownBy(() -> metrics.invoke(batch));
      metrics.invoke(batch);
    }
    assertThat(aws.calls(refused)).hasSize(2);
  }

  @Test
  void aTableThatGlueRefusesDoesNotKeepTheOthersFromTheirTurn() throws IOException {
    GlueIndexes.at(aws);
    aws.always(
        "GetPartitions",
        (call, target) ->
            call.text().contains("\"clicks\"")
                ? Script.error(400, "InvalidInputException", "no such table").answer(call, target)
                : Optional.of(target.forward(call)));
    try (FunctionProcess partitioner = deployment.start("partitioner", aws.address())) {
      assertThatExceptionOfType(FunctionProcess.FunctionFailed.class)
          .isThrownBy(() -> partitioner.invoke("{}"))
          .withMessageContaining("advertising.clicks");
      assertThat(partitioner.log())
          .contains("\"RegistrationsFailed\":1")
          .contains("\"PartitionsRegistered\":61");
    }
  }

  @Test
  void aQueryThatWasCancelledFailsTheRunAndIsRecorded() throws IOException {
    aws.always(
        "GetQueryExecution",
        Script.reply(
            200,
            "{\"QueryExecution\":{\"QueryExecutionId\":\"q\",\"Status\":{\"State\":\"CANCELLED\"}}}"));
    try (FunctionProcess curation = deployment.start("curation", aws.address())) {
      JsonNode run =
          curation.invoke(
              "{\"step\":\"prepare\",\"curation\":\"advertising.ad_traffic\",\"execution\":\"one\"}");
      String of =
          ",\"curation\":\"advertising.ad_traffic\",\"window\":\"%s\",\"run\":\"%s\""
              .formatted(run.path("window").asText(), run.path("run").asText());

      assertThatExceptionOfType(FunctionProcess.FunctionFailed.class)
          .isThrownBy(() ->
              curation.invoke(
                  "{\"step\":\"advance\",\"at\":\"columns\",\"query\":\"q\",\"execution\":\"one\""
                      + of
                      + "}"))
          .withMessageContaining("the query was cancelled");
      JsonNode failed =
          curation.invoke(
              "{\"step\":\"record_failure\",\"execution\":\"one\",\"error\":{\"Error\":\"x\",\"Cause\":\"the query was cancelled\"}"
                  + of
                  + "}");
      assertThat(failed.path("state").asText()).isEqualTo("FAILED");
      assertThat(curation.log()).contains("\"RunsFailed\":1");
    }
  }

  @Test
  void settingsThatAreWrongAreToldAllTogetherAtTheStart() {
    assertThatIllegalStateException()
        .isThrownBy(() ->
            deployment.start(
                "curation",
                aws.address(),
                Map.of(
                    "PHAROS_STACK",
                    "",
                    "PHAROS_BUCKET",
                    "No Bucket",
                    "PHAROS_FAILURE_TOPIC",
                    "failures")))
        .withMessageContaining("PHAROS_STACK: not set")
        .withMessageContaining("PHAROS_BUCKET: 'No Bucket' is not the name of a bucket")
        .withMessageContaining("PHAROS_FAILURE_TOPIC: 'failures' is not an ARN");
  }

  private static Optional<Reply> takeEveryOther(
      ScriptedEndpoint.Call call, ScriptedEndpoint.Target target)
      throws IOException, InterruptedException {
    return PartlyTaken.forward(call, target, place -> place % 2 == 0);
  }

  private static Optional<Reply> takeTheFirst(
      ScriptedEndpoint.Call call, ScriptedEndpoint.Target target)
      throws IOException, InterruptedException {
    JsonNode records = MAPPER.readTree(call.text()).path("Records");
    return PartlyTaken.forward(call, target, place -> records.size() > 2 && place == 0);
  }

  private static JsonNode body(JsonNode answer) throws IOException {
    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    return MAPPER.readTree(answer.path("body").asText());
  }
}
