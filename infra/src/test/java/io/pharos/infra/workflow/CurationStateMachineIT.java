package io.pharos.infra.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.core.definition.CurationName;
import io.pharos.core.testing.NotRun;
import io.pharos.infra.MotoServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The state machine, run by moto's interpreter, where its function answers what a test says. There
 * the function cannot throw, a query cannot fail, nothing is tried again, and the time of a state
 * compares with nothing: what needs these is replaced, or not tested here.
 */
class CurationStateMachineIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(5); // only what hangs runs into it
  private static final String RUN = "0193a1b2-0000-7000-8000-00000000000";
  private static final String DONE = "{\"status\": \"done\"}";
  private static final String BUSY =
      "{\"status\": \"busy\", \"windows\": [\"2026-11-18\", \"2026-11-19\", \"2026-11-20\"]}";
  private static final String AHEAD = "2100-01-01T00:00:00.123Z";
  private static final String ROWS = ask("rows", "CREATE TABLE a AS\\nSELECT 1");
  private static final String PUBLISHED =
      "{\"status\": \"ended\", \"state\": \"SUCCEEDED\", \"rows\": 1, \"unserved\": 0}";
  private static final String RECORDED =
      "{\"run\": \"r\", \"state\": \"FAILED\", \"message\": \"m\"}";
  private static final String INPUT = "{\"curation\": \"advertising.ad_traffic\"}";

  private Moto moto;
  private String execution = "";

  @BeforeAll
  static void needsMoto() {
    if (MotoServer.ADDRESS.isEmpty() || !interprets()) {
      String how =
          "needs a moto server in AWS_ENDPOINT_URL, started with the port that it listens on";
      NotRun.say("CurationStateMachineIT: " + how);
      abort(how);
    }
  }

  private static boolean interprets() {
    try (Moto moto = new Moto()) {
      return moto.interprets();
    }
  }

  @BeforeEach
  void open() {
    moto = new Moto();
    assertThat(moto.interprets()).isTrue();
  }

  @AfterEach
  void close() {
    moto.close();
  }

  private static String ready(int run, String window, String deadline, String left) {
    return """
    {"status": "ready", "curation": "advertising.ad_traffic", "window": "%s", "run": "%s",
    "table": "advertising.daily", "at": "columns", "sql": "SELECT * FROM a LIMIT 0", "deadline": "%s",
    "windows": %s}\
    """
        .formatted(window, RUN + run, deadline, left);
  }

  private static String ask(String at, String sql) {
    return "{\"status\": \"ask\", \"at\": \"%s\", \"sql\": \"%s\", \"deadline\": \"%s\"}"
        .formatted(at, sql, AHEAD);
  }

  private String definition(String... answers) {
    List<JsonNode> queue = new ArrayList<>();
    for (String answer : answers) {
      queue.add(json(answer));
    }
    return quick(CurationStateMachine.definition("aws", moto.createFunction(queue), "primary"));
  }

  /** Waits of a second: the rest is what is deployed. */
  private static String quick(String definition) {
    return definition
        .replace("\"times\": 0, \"seconds\": 60", "\"times\": 0, \"seconds\": 1")
        .replace("$.busy.seconds, 10", "$.busy.seconds, 0")
        .replace("\"seconds\": 10", "\"seconds\": 1")
        .replace("\"seconds\": 2,", "\"seconds\": 1,")
        .replace("$.pace.seconds, 5", "$.pace.seconds, 1");
  }

  private JsonNode run(String definition, String input) throws InterruptedException {
    execution = moto.start(definition, input);
    long until = System.nanoTime() + PATIENCE.toNanos();
    JsonNode now = moto.execution(execution);
    while (now.path("status").asText().equals("RUNNING") && System.nanoTime() < until) {
      TimeUnit.MILLISECONDS.sleep(100);
      now = moto.execution(execution);
    }
    return now;
  }

  private List<String> entered() {
    return moto.history(execution).stream()
        .map(event -> event.path("stateEnteredEventDetails").path("name").asText())
        .filter(name -> !name.isEmpty())
        .toList();
  }

  /** What the function was asked. */
  private List<JsonNode> asked() {
    return moto.history(execution).stream()
        .map(event -> event.path("lambdaFunctionScheduledEventDetails").path("input").asText())
        .filter(input -> !input.isEmpty())
        .map(CurationStateMachineIT::json)
        .toList();
  }

  private List<JsonNode> called(String action) {
    return moto.history(execution).stream()
        .map(event -> event.path("taskScheduledEventDetails"))
        .filter(task -> task.path("resource").asText().equals(action))
        .map(task -> json(task.path("parameters").asText()))
        .toList();
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static void failed(JsonNode ended, String windows) {
    assertThat(ended.path("status").asText()).isEqualTo("FAILED");
    assertThat(ended.path("error").asText()).isEqualTo("Pharos.WindowsFailed");
    assertThat(ended.path("cause").asText())
        .isEqualTo("the history says why these windows failed:" + windows);
  }

  @Test
  void endsAtOnceWhereNothingIsDue() throws InterruptedException {
    assertThat(run(definition(DONE), INPUT).path("status").asText()).isEqualTo("SUCCEEDED");

    assertThat(asked())
        .containsExactly(
            json(
                """
                {"step": "prepare", "curation": "advertising.ad_traffic", "from": "", "to": "",
                "published": "", "windows": "", "started": "%s", "execution": "%s"}\
                """
                    .formatted(asked().getFirst().path("started").asText(), execution)));
    assertThat(Instant.parse(asked().getFirst().path("started").asText()))
        .isBefore(Instant.now().plusSeconds(1));
  }

  @Test
  void runsWhatAnInputThatWasPublishedMakesDue() throws InterruptedException {
    String published = "{\"table\": \"advertising.hours\", \"window\": \"2026-11-18T23\"}";
    String input =
        CurationStart.whenPublished(CurationName.parse("advertising.ad_traffic"))
            .replace("<table>", "\"advertising.hours\"")
            .replace("<window>", "\"2026-11-18T23\"");
    String definition = definition(ready(1, "2026-11-18", AHEAD, "[]"), ROWS, PUBLISHED, DONE);

    assertThat(run(definition, input).path("status").asText()).isEqualTo("SUCCEEDED");
    assertThat(asked().getFirst().path("published")).isEqualTo(json(published));
    assertThat(asked().getLast().path("published").asText("none")).isEmpty();
    assertThat(asked().getLast().path("started")).isEqualTo(asked().getFirst().path("started"));
  }

  @Test
  void refusesAnInputWithoutACuration() throws InterruptedException {
    JsonNode ended = run(definition(), "{\"from\": \"2026-11-18\"}");

    assertThat(ended.path("error").asText()).isEqualTo("Pharos.NoCuration");
    assertThat(asked()).isEmpty();
  }

  @Test
  void publishesOneWindowAfterTheOther() throws InterruptedException {
    String definition =
        definition(
            ready(1, "2026-11-18", AHEAD, "[\"2026-11-19\"]"),
            ROWS,
            PUBLISHED,
            ready(2, "2026-11-19", AHEAD, "[]"),
            ROWS,
            PUBLISHED,
            DONE);
    String input =
        "{\"curation\": \"advertising.ad_traffic\", \"from\": \"2026-11-18\", \"to\":"
            + " \"2026-11-19\"}";

    assertThat(run(definition, input).path("status").asText()).isEqualTo("SUCCEEDED");
    assertThat(asked())
        .extracting(step ->
            step.path("step").asText() + " " + step.path("windows") + step.path("at").asText())
        .containsExactly(
            "prepare \"\"",
            "advance columns",
            "advance rows",
            "prepare [\"2026-11-19\"]",
            "advance columns",
            "advance rows",
            "prepare []");
    assertThat(asked().getFirst().path("from").asText()).isEqualTo("2026-11-18");
    assertThat(asked().getFirst().path("to").asText()).isEqualTo("2026-11-19");
    assertThat(asked().get(2).path("window").asText()).isEqualTo("2026-11-18");
    assertThat(asked().get(2).path("run").asText()).isEqualTo(RUN + 1);
    assertThat(asked().get(2).path("query").asText()).isNotEmpty();
    assertThat(called("startQueryExecution"))
        .extracting(query -> query.path("ClientRequestToken").asText())
        .containsExactly(
            RUN + 1 + "-columns", RUN + 1 + "-rows", RUN + 2 + "-columns", RUN + 2 + "-rows");
    assertThat(called("startQueryExecution"))
        .extracting(query -> query.path("QueryString").asText())
        .startsWith("SELECT * FROM a LIMIT 0", "CREATE TABLE a AS\nSELECT 1");
    assertThat(called("putEvents"))
        .extracting(event -> event.path("Entries").path(0).path("Detail").toString())
        .containsExactly(
            told("2026-11-18", RUN + 1).toString(), told("2026-11-19", RUN + 2).toString());
    assertThat(moto.history(execution)).hasSizeLessThan(2 * 60 + 20);
  }

  @Test
  void asksForWhatIsServedAndReadsOnWhereItsRowsAreMany() throws InterruptedException {
    String definition =
        definition(
            ready(1, "2026-11-18", AHEAD, "[]"),
            ROWS,
            ask("serve", "SELECT 2"),
            "{\"status\": \"more\", \"at\": \"serve\", \"rows_from\": \"0:500:page\"}",
            ask("retract", "SELECT 3"),
            PUBLISHED,
            DONE);

    assertThat(run(definition, INPUT).path("status").asText()).isEqualTo("SUCCEEDED");
    assertThat(asked())
        .extracting(step ->
            step.path("step").asText()
                + " "
                + step.path("at").asText()
                + step.path("rows_from").asText())
        .containsExactly(
            "prepare ",
            "advance columns",
            "advance rows",
            "advance serve",
            "advance serve0:500:page",
            "advance retract",
            "prepare ");
    assertThat(asked().get(4).path("query")).isEqualTo(asked().get(3).path("query"));
    assertThat(called("startQueryExecution"))
        .extracting(query -> query.path("QueryString").asText())
        .containsExactly(
            "SELECT * FROM a LIMIT 0", "CREATE TABLE a AS\nSELECT 1", "SELECT 2", "SELECT 3");
    assertThat(moto.history(execution)).hasSizeLessThan(37 + 3 * 23 + 9 + 20);
  }

  @Test
  void recordsAnAnswerThatItDoesNotUnderstand() throws InterruptedException {
    String definition =
        definition(ready(1, "2026-11-18", AHEAD, "[]"), "{\"status\": \"unheard of\"}", RECORDED);

    failed(run(definition, INPUT), " 2026-11-18 (Pharos.NotUnderstood),");
    assertThat(asked().getLast().path("run").asText()).isEqualTo(RUN + 1);
  }

  private static JsonNode told(String window, String run) {
    return json(
        """
        {"curation": "advertising.ad_traffic", "table": "advertising.daily", "window": "%s",
        "run": "%s"}\
        """
            .formatted(window, run));
  }

  @Test
  void waitsForItsTurn() throws InterruptedException {
    assertThat(run(definition(BUSY, BUSY, DONE), INPUT).path("status").asText())
        .isEqualTo("SUCCEEDED");

    assertThat(entered()).filteredOn("WaitForTurn"::equals).hasSize(2);
  }

  @Test
  void doesNotWaitForItsTurnForEver() throws InterruptedException {
    String definition =
        definition(BUSY, BUSY, RECORDED)
            .replace("\"NumericLessThan\": 60", "\"NumericLessThan\": 1");

    failed(
        run(definition, INPUT),
        " not run 2026-11-18 to 2026-11-20: 2026-11-18 (Pharos.BusyTooLong),");
    assertThat(asked().getLast().path("window").asText()).isEqualTo("2026-11-18");
    assertThat(asked().getLast().path("run").asText()).isEmpty();
    assertThat(asked().getLast().path("error").path("Cause").asText())
        .isEqualTo(
            "for six hours other executions have had the curation, so this one did not run its"
                + " windows, 2026-11-18 to 2026-11-20: where the history has no later run of them,"
                + " run them by hand");
  }

  @Test
  void failsWithoutARecordWhereEveryWindowWasRunAndOnlyTheLastQuestionFailed()
      throws InterruptedException {
    String definition =
        definition(
            ready(1, "2026-11-18", AHEAD, "[]"), ROWS, PUBLISHED, "{\"status\": \"unheard of\"}");

    JsonNode ended = run(definition, INPUT);
    assertThat(ended.path("status").asText()).isEqualTo("FAILED");
    assertThat(ended.path("error").asText()).isEqualTo("Pharos.NotGivenBack");
    assertThat(ended.path("cause").asText())
        .startsWith(
            "every window was run, but the curation was not given back"
                + " (Pharos.NotUnderstood)");
    assertThat(asked()).noneMatch(step -> step.path("step").asText().equals("record_failure"));
  }

  @Test
  void namesTheWindowsThatFailedWhereTheLastQuestionFailsToo() throws InterruptedException {
    String definition =
        definition(
            "{\"status\": \"unheard of\"}",
            RECORDED,
            ready(2, "2026-11-19", AHEAD, "[]"),
            ROWS,
            PUBLISHED,
            "{\"status\": \"unheard of\"}");
    String input =
        "{\"curation\": \"advertising.ad_traffic\", \"windows\": [\"2026-11-18\", \"2026-11-19\"]}";

    failed(run(definition, input), " 2026-11-18 (Pharos.NotUnderstood),");
    assertThat(asked())
        .filteredOn(step -> step.path("step").asText().equals("record_failure"))
        .hasSize(1);
  }

  @Test
  void goesOnWithTheNextWindowAfterOneThatFailed() throws InterruptedException {
    String definition =
        definition(
                ready(1, "2026-11-18", AHEAD, "[\"2026-11-19\", \"2026-11-20\"]"),
                RECORDED,
                "{\"status\": \"unheard of\"}",
                RECORDED,
                DONE)
            .replace("\"WorkGroup\": \"primary\"", "\"WorkGroup\": \"not there\"");

    failed(
        run(definition, INPUT),
        " 2026-11-18 (athena.InvalidRequestException), 2026-11-19 (Pharos.NotUnderstood),");
    assertThat(asked().get(1).path("step").asText()).isEqualTo("record_failure");
    assertThat(asked().get(1).path("run").asText()).isEqualTo(RUN + 1);
    assertThat(asked().get(1).path("error").path("Cause").asText()).contains("WorkGroup");
    assertThat(asked().get(3).path("window").asText()).isEqualTo("2026-11-19");
    assertThat(asked().get(3).path("run").asText()).isEmpty();
    assertThat(asked().get(4).path("windows").toString()).isEqualTo("[\"2026-11-20\"]");
  }

  @Test
  void looksAgainUntilAQueryHasEnded() throws InterruptedException {
    moto.lookedAt(2);
    String definition = definition(ready(1, "2026-11-18", AHEAD, "[]"), ROWS, PUBLISHED, DONE);

    assertThat(run(definition, INPUT).path("status").asText()).isEqualTo("SUCCEEDED");
    assertThat(entered()).filteredOn("LookAtQuery"::equals).hasSizeGreaterThan(1);
  }

  @Test
  void stopsAQueryWhoseTimeIsOver() throws InterruptedException {
    moto.lookedAt(100);
    String definition =
        definition(ready(1, "2026-11-18", "2026-01-01T00:00:00Z", "[]"), RECORDED)
            .replace(
                "\"$$.State.EnteredTime\", \"TimestampGreaterThanEqualsPath\": \"$.deadline\"",
                "\"$.deadline\", \"TimestampLessThan\": \"2026-06-01T00:00:00Z\"");

    failed(run(definition, INPUT), " 2026-11-18 (Pharos.TookTooLong),");
    assertThat(called("stopQueryExecution")).hasSize(1);
    assertThat(asked().getLast().path("error").path("Cause").asText())
        .isEqualTo("the query took longer than the curation's timeout and was cancelled");
  }

  @Test
  void leavesWindowsToAnotherExecutionWhereItsHistoryWouldBeFull() throws InterruptedException {
    String definition =
        definition(
                ready(1, "2026-11-18", AHEAD, "[\"2026-11-19\", \"2026-11-20\"]"),
                ROWS,
                PUBLISHED,
                ready(2, "2026-11-19", AHEAD, "[\"2026-11-20\"]"),
                RECORDED)
            .replace("\"NumericGreaterThan\": 19500", "\"NumericGreaterThan\": 40");

    failed(run(definition, INPUT), " 2026-11-19 (Pharos.HistoryFull),");
    assertThat(asked().getLast().path("run").asText()).isEqualTo(RUN + 2);
  }

  @Test
  void failsWhereNotEvenTheFailureCanBeRecorded() throws InterruptedException {
    String definition =
        quick(
            CurationStateMachine.definition(
                "aws", "arn:aws:states:::aws-sdk:athena:getQueryExecution", "primary"));
    String input = "{\"curation\": \"advertising.ad_traffic\", \"windows\": [\"a\", \"b\"]}";

    JsonNode ended = run(definition, input);
    assertThat(ended.path("error").asText()).isEqualTo("Pharos.WindowsFailed");
    assertThat(entered()).filteredOn("RecordFailure"::equals).hasSize(2);
  }
}
