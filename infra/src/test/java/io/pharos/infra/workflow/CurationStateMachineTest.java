package io.pharos.infra.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.core.testing.NotRun;
import io.pharos.infra.workflow.StateGraph.Way;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurationStateMachineTest {
  private static final String FUNCTION =
      "arn:aws:lambda:eu-west-1:123456789012:function:pharos-curation";
  private static final StateGraph STATES =
      new StateGraph(CurationStateMachine.definition("aws", FUNCTION, "pharos"));

  private static final String RECORD = "RecordFailure";

  /** Step Functions ends an execution with more. */
  private static final int MAX_EVENTS = 25_000;

  static List<String> tasks() {
    return STATES.ofType("Task");
  }

  static Stream<String> tasksThatAreRecorded() {
    return tasks().stream().filter(name -> !name.equals(RECORD));
  }

  @Test
  void leadsToStatesThatThereAreAndReachesEachOfThem() {
    assertThat(STATES.ways()).extracting(Way::to).isSubsetOf(STATES.names());
    assertThat(STATES.from(STATES.start(), Set.of()))
        .containsExactlyInAnyOrderElementsOf(STATES.names());
  }

  @Test
  void endsInOneOfFourStatesOnly() {
    assertThat(STATES.names().stream().filter(name -> STATES.ways(name).isEmpty()))
        .containsExactlyInAnyOrder("NoCuration", "Done", "WindowsFailed", "NotGivenBack");
    assertThat(STATES.ofType("Succeed")).containsExactly("Done");
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void catchesEveryErrorOfATask(String task) {
    JsonNode catchers = STATES.state(task).path("Catch");

    assertThat(catchers.path(catchers.size() - 1).path("ErrorEquals").toString())
        .isEqualTo("[\"States.ALL\"]");
    assertThat(catchers)
        .allSatisfy(catcher -> assertThat(catcher.path("ResultPath").asText()).startsWith("$."));
    assertThat(STATES.state(task).path("TimeoutSeconds").asInt()).isPositive();
  }

  /** What "States.ALL" does not catch: an answer that is too large. */
  @ParameterizedTest
  @MethodSource("tasks")
  void catchesAnAnswerThatIsTooLarge(String task) {
    assertThat(STATES.state(task).path("Catch").path(0).path("ErrorEquals").toString())
        .isEqualTo("[\"States.DataLimitExceeded\"]");
  }

  @ParameterizedTest
  @MethodSource("tasksThatAreRecorded")
  void recordsEveryErrorBeforeAnythingElseHappens(String task) {
    for (Way way : STATES.ways(task)) {
      if (way.caught()) {
        Set<String> until = STATES.from(way.to(), Set.of(RECORD, "NothingLeft"));
        assertThat(until).contains(RECORD);
        assertThat(until)
            .doesNotContain("Prepare", "StartQuery", "Advance", "Done", "WindowsFailed");
        assertThat(until.contains("NothingLeft")).as(task).isEqualTo(task.equals("Prepare"));
      }
    }
  }

  /** Every window has been run by then: a failure to ask for more is none of any of them. */
  @Test
  void failsWithoutARecordWhereItCannotEvenAskOnceEveryWindowWasRun() {
    assertThat(STATES.ways("FirstOfThoseLeft"))
        .extracting(Way::to)
        .containsExactlyInAnyOrder("NoneKnown", "FirstFailed", "NothingLeft");
    assertThat(rule("FirstOfThoseLeft", "NoneKnown").path("IsString").asBoolean()).isTrue();
    assertThat(rule("FirstOfThoseLeft", "FirstFailed").path("Variable").asText())
        .isEqualTo("$.windows[0]");
    assertThat(STATES.state("FirstOfThoseLeft").path("Default").asText()).isEqualTo("NothingLeft");
    assertThat(STATES.ways("NothingLeft"))
        .extracting(Way::to)
        .containsExactlyInAnyOrder("NotGivenBack", "WindowsFailed");
    assertThat(STATES.ofType("Fail")).contains("NotGivenBack", "WindowsFailed");
    assertThat(rule("NothingLeft", "NotGivenBack").toString())
        .contains("\"Variable\":\"$.failed\",\"StringEquals\":\"\"");
  }

  @Test
  void failsInTheEndAfterAnyFailureEvenOneThatCouldNotBeRecorded() {
    assertThat(STATES.ways(RECORD)).extracting(Way::to).containsOnly("Failed");
    assertThat(STATES.state("Failed").path("Parameters").path("failed.$").asText())
        .isEqualTo("States.Format('{} {} ({}),', $.failed, $.window, $.error.Error)");
    assertThat(STATES.state("BusyTooLong").path("Parameters").path("failed.$").asText())
        .startsWith("States.Format('{} not run {} to {}:', $.failed, $.next.windows[0], ");
    assertThat(STATES.ways()).filteredOn(way -> way.to().equals("Done")).hasSize(1);
    assertThat(rule("WhatIsNext", "Done").toString())
        .contains("{\"Variable\":\"$.failed\",\"StringEquals\":\"\"}");
    for (String pass : STATES.ofType("Pass")) {
      JsonNode state = STATES.state(pass);
      if (!Set.of("Failed", "BusyTooLong").contains(pass)
          && !state.has("ResultPath")
          && !state.has("OutputPath")) {
        assertThat(state.path("Parameters").path("failed.$").asText())
            .as(pass)
            .isEqualTo("$.failed");
      }
    }
  }

  @Test
  void goesOnWithTheWindowsThatAreLeftOnlyWhereThereAreSome() {
    assertThat(STATES.ways("Failed")).extracting(Way::to).containsExactly("AnyLeft");
    assertThat(rule("AnyLeft", "Prepare").path("Variable").asText()).isEqualTo("$.windows[0]");
    assertThat(STATES.state("AnyLeft").path("Default").asText()).isEqualTo("WindowsFailed");
    assertThat(STATES.state("FirstFailed").path("Parameters").path("windows.$").asText())
        .isEqualTo("$.windows[1:]");
    assertThat(STATES.state("NoneKnown").path("Parameters").path("windows")).isEmpty();
  }

  /** A path that leads nowhere ends an execution, and nothing can catch that. */
  @Test
  void readsNothingThatMayNotBeThere() {
    Map<String, Set<String>> keys = STATES.keys(Set.of("curation"));
    for (String name : STATES.names()) {
      assertThat(keys.get(name)).as(name).containsAll(STATES.reads(name));
    }
  }

  /**
   * A call that Athena throttles ends in the error that its SDK has no name for. A window is
   * announced again whatever happened: whom it is told twice does the same twice.
   */
  @ParameterizedTest
  @MethodSource("tasks")
  void triesAgainOnlyWhatAServiceDid(String task) {
    String service = STATES.state(task).path("Resource").asText();
    String errors =
        service.equals(FUNCTION)
            ? "Lambda\\.(ServiceException|AWSLambdaException|SdkClientException"
                + "|TooManyRequestsException)"
            : service.contains(":athena:")
                ? "Athena\\.(TooManyRequestsException|AthenaException"
                    + "|InternalServerException|SdkClientException)"
                : "States\\.TaskFailed";
    JsonNode retry = STATES.state(task).path("Retry");

    assertThat(retry).hasSize(1);
    assertThat(retry.path(0).path("ErrorEquals"))
        .isNotEmpty()
        .allSatisfy(error -> assertThat(error.asText()).matches(errors));
    assertThat(retry.path(0).path("JitterStrategy").asText()).isEqualTo("FULL");
    assertThat(retry.path(0).path("MaxAttempts").asInt()).isBetween(1, 5);
  }

  @Test
  void startsAQueryOnceAndDoesNotWaitInTheIntegration() {
    JsonNode start = STATES.state("StartQuery");

    assertThat(start.path("Resource").asText()).endsWith(":athena:startQueryExecution");
    assertThat(start.path("Parameters").path("ClientRequestToken.$").asText()).isEqualTo("$.token");
    assertThat(STATES.state("Ready").at("/Parameters/token.$").asText())
        .isEqualTo("States.Format('{}-{}', $.next.run, $.next.at)");
    assertThat(STATES.state("Ask").at("/Parameters/token.$").asText())
        .isEqualTo("States.Format('{}-{}', $.run, $.next.at)");
    assertThat(start.path("Parameters").path("WorkGroup").asText()).isEqualTo("pharos");
    assertThat(STATES.ways())
        .filteredOn(way -> way.to().equals("StartQuery"))
        .extracting(Way::from)
        .containsExactlyInAnyOrder("Ready", "Ask");
  }

  @Test
  void asksWhatARunsStepsAskUntilTheRunHasEnded() {
    for (String asking : List.of("Ready", "Ask")) {
      JsonNode parameters = STATES.state(asking).path("Parameters");
      for (String key : List.of("at", "deadline")) {
        assertThat(parameters.path(key + ".$").asText()).isEqualTo("$.next." + key);
      }
      assertThat(parameters.path("query.$").asText()).isEqualTo("$.next.sql");
      assertThat(parameters.path("rows_from").asText("none")).isEmpty();
    }
    assertThat(STATES.ways("HasRunEnded"))
        .extracting(Way::to)
        .containsExactlyInAnyOrder("NoStatus", "Ask", "ReadOn", "Announce", "NoStatus");
    assertThat(rule("HasRunEnded", "Announce").path("StringEquals").asText()).isEqualTo("ended");
    assertThat(STATES.ways("ReadOn")).extracting(Way::to).containsExactly("Advance");
    assertThat(STATES.state("ReadOn").at("/Parameters/query.$").asText()).isEqualTo("$.query");
    assertThat(STATES.from("NoStatus", Set.of(RECORD))).containsExactly("NoStatus", RECORD);
  }

  @Test
  void looksAtAQueryUntilItEndsOrItsDeadlineHasPassed() {
    assertThat(STATES.ways("HasQueryEnded"))
        .extracting(Way::to)
        .containsExactlyInAnyOrder("Advance", "TookTooLong", "WaitLonger");
    assertThat(rule("HasQueryEnded", "Advance").path("Or"))
        .extracting(state -> state.path("StringEquals").asText())
        .containsExactly("SUCCEEDED", "FAILED", "CANCELLED");
    assertThat(rule("HasQueryEnded", "TookTooLong").path("TimestampGreaterThanEqualsPath").asText())
        .isEqualTo("$.deadline");
    assertThat(STATES.from("TookTooLong", Set.of(RECORD)))
        .containsExactly("TookTooLong", "StopQuery", RECORD);
    assertThat(STATES.from("WaitForQuery", Set.of("HasQueryEnded", "StopQuery")))
        .containsExactlyInAnyOrder("WaitForQuery", "LookAtQuery", "HasQueryEnded", "StopQuery");
    assertThat(STATES.ways())
        .filteredOn(way -> way.to().equals("WaitForQuery"))
        .extracting(Way::from)
        .containsExactlyInAnyOrder("StartQuery", "WaitLonger");
  }

  @Test
  void stopsAQueryThatItCannotLookAt() {
    assertThat(STATES.ways("LookAtQuery"))
        .filteredOn(Way::caught)
        .extracting(Way::to)
        .containsOnly("StopQuery");
  }

  @Test
  void endsBeforeItsHistoryIsFull() {
    int windows =
        rule("WhatIsNext", "HistoryFull").path("And").path(1).path("NumericGreaterThan").asInt();
    int busy =
        rule("WhatIsNext", "WaitForTurn").path("And").path(1).path("NumericLessThan").asInt();
    assertThat(STATES.state("WaitLonger").path("Parameters").path("events.$").asText())
        .isEqualTo("States.MathAdd($.pace.events, 11)");
    Duration longest = Duration.ofDays(1); // the longest timeout, which two queries share
    Duration publishing = Duration.ofMinutes(15);
    int looks = 2 * looks(longest.dividedBy(2)) + 2 * looks(publishing);

    int triedAgain = 1_000;
    int served = 37 + 3 * 23;
    assertThat(windows + served + 11 * looks + 11 * busy + triedAgain).isLessThan(MAX_EVENTS);
  }

  /** At a query that runs so long. */
  private static int looks(Duration duration) {
    int looks = 0;
    long pause = STATES.state("Ask").at("/Parameters/pace/seconds").asLong();
    for (long waited = 0; waited < duration.toSeconds(); pause += 5) {
      waited += pause;
      looks++;
    }
    return looks;
  }

  @Test
  void waitsForItsTurnForSixHours() {
    JsonNode wait = STATES.state("Defaults").path("Result").path("busy");
    int times =
        rule("WhatIsNext", "WaitForTurn").path("And").path(1).path("NumericLessThan").asInt();
    assertThat(STATES.state("WaitForTurn").path("SecondsPath").asText())
        .isEqualTo("$.busy.seconds");
    assertThat(STATES.state("CountWait").path("Parameters").path("seconds.$").asText())
        .isEqualTo("States.MathAdd($.busy.seconds, 10)");

    long waited = 0;
    for (int i = 0; i < times; i++) {
      waited += wait.path("seconds").asInt() + 10L * i;
    }
    assertThat(Duration.ofSeconds(waited)).isBetween(Duration.ofMinutes(350), Duration.ofHours(6));
    assertThat(STATES.state("BusyTooLong").toString()).contains("for six hours");
  }

  @Test
  void asksForTheWindowsOfTheTimeItStartedWhateverStartedIt() {
    JsonNode asked = STATES.state("Prepare").path("Parameters");

    assertThat(asked.path("started.$").asText()).isEqualTo("$$.Execution.StartTime");
    assertThat(asked.path("published.$").asText()).isEqualTo("$.published");
    for (String later : List.of("Ready", "Ask", "ReadOn", "Failed")) {
      JsonNode parameters = STATES.state(later).path("Parameters");
      assertThat(parameters.path("published").asText("none")).as(later).isEmpty();
      assertThat(parameters.path("from").asText("none")).as(later).isEmpty();
    }
  }

  private static JsonNode rule(String choice, String next) {
    List<JsonNode> rules = new ArrayList<>();
    STATES.state(choice).path("Choices").forEach(rules::add);
    return rules.stream()
        .filter(rule -> rule.path("Next").asText().equals(next))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void hasNothingOpenAndIsTheSameEachTime() {
    String definition = CurationStateMachine.definition("aws", FUNCTION, "pharos");

    assertThat(definition)
        .doesNotContain("${")
        .isEqualTo(CurationStateMachine.definition("aws", FUNCTION, "pharos"));
    assertThat(tasks().stream().map(task -> STATES.state(task).path("Resource").asText()))
        .filteredOn(resource -> !resource.startsWith("arn:aws:states:::"))
        .containsOnly(FUNCTION)
        .hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "Prepare, prepare-what-is-due",
    "Advance, advance",
    "RecordFailure, record-a-failed-query"
  })
  void asksTheFunctionWhatTheFunctionsTestsAsk(String task, String event) throws IOException {
    JsonNode asked =
        new ObjectMapper()
            .readTree(Path.of("../curation/src/test/resources/events", event + ".json").toFile());
    Set<String> keys = new TreeSet<>();
    STATES
        .state(task)
        .path("Parameters")
        .fieldNames()
        .forEachRemaining(key -> keys.add(key.replace(".$", "")));

    assertThat(asked.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(keys);
    assertThat(asked.path("step")).isEqualTo(STATES.state(task).at("/Parameters/step"));
  }

  @Test
  void takesWhatCdkResolvesLater() {
    StateGraph states =
        new StateGraph(
            CurationStateMachine.definition(
                "${Token[AWS.Partition.3]}", "${Token[TOKEN.42]}", "${Token[TOKEN.7]}"));

    assertThat(tasks().stream().map(task -> states.state(task).path("Resource").asText()))
        .contains("${Token[TOKEN.42]}", "arn:${Token[AWS.Partition.3]}:states:::events:putEvents")
        .noneMatch(resource -> resource.startsWith("arn:aws:"));
    assertThat(states.state("StartQuery").path("Parameters").path("WorkGroup").asText())
        .isEqualTo("${Token[TOKEN.7]}");
  }

  @Test
  void itsRoleAllowsWhatItCallsAndNoMore() {
    Set<String> called = new TreeSet<>();
    for (String task : tasks()) {
      called.add(action(STATES.state(task).path("Resource").asText()));
    }

    assertThat(
            Stream.of(
                    CurationStateMachine.FUNCTION_ACTIONS,
                    CurationStateMachine.WORKGROUP_ACTIONS,
                    CurationStateMachine.EVENT_BUS_ACTIONS)
                .flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(called);
  }

  /** What a role has to allow for a task: {@code arn:..:aws-sdk:athena:startQueryExecution}. */
  private static String action(String resource) {
    if (resource.equals(FUNCTION)) {
      return "lambda:InvokeFunction";
    }
    String[] parts = resource.split(":", -1);
    String operation = parts[parts.length - 1];
    return parts[parts.length - 2]
        + ":"
        + operation.substring(0, 1).toUpperCase(Locale.ROOT)
        + operation.substring(1);
  }

  @Test
  void itsRoleIsDocumented() throws IOException {
    String page =
        Files.readString(Path.of("../docs/functions/curation.md"), StandardCharsets.UTF_8);
    String role = page.substring(page.indexOf("**Its role**"), page.indexOf("## The function"));

    assertThat(Pattern.compile("`([a-z0-9]+:[A-Z][A-Za-z]+)`").matcher(role).results())
        .extracting(match -> match.group(1))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(
                    CurationStateMachine.FUNCTION_ACTIONS,
                    CurationStateMachine.WORKGROUP_ACTIONS,
                    CurationStateMachine.EVENT_BUS_ACTIONS,
                    CurationStateMachine.CATALOG_ACTIONS,
                    CurationStateMachine.BUCKET_ACTIONS,
                    CurationStateMachine.OBJECT_ACTIONS)
                .flatMap(List::stream)
                .toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\"b", "a\\b", "a\nb"})
  void refusesWhatCannotBeAName(String workgroup) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CurationStateMachine.definition("aws", FUNCTION, workgroup))
        .withMessage(
            "'" + workgroup + "' is neither an ARN nor the name of a partition or workgroup");
  }

  @Test
  void passesCfnLint(@TempDir Path folder) throws IOException, InterruptedException {
    if (Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .noneMatch(path -> Files.isExecutable(Path.of(path, "cfn-lint")))) {
      NotRun.say("cfn-lint of the state machine: needs cfn-lint: pip install cfn-lint");
      abort("needs cfn-lint: pip install cfn-lint");
    }
    ObjectNode template = new ObjectMapper().createObjectNode();
    template.put("AWSTemplateFormatVersion", "2010-09-09");
    ObjectNode machine = template.putObject("Resources").putObject("Curations");
    machine.put("Type", "AWS::StepFunctions::StateMachine");
    machine
        .putObject("Properties")
        .put("RoleArn", "arn:aws:iam::123456789012:role/pharos")
        .set("Definition", STATES.definition());
    Path file = Files.writeString(folder.resolve("template.json"), template.toString());

    Process lint =
        new ProcessBuilder("cfn-lint", "--template", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    assertThat(lint.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(folder.resolve("out"), StandardCharsets.UTF_8)).isEmpty();
    assertThat(lint.exitValue()).isZero();
  }
}
