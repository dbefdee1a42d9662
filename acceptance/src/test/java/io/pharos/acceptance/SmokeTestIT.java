package io.pharos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.pharos.aws.testing.AthenaResults;
import io.pharos.aws.testing.Endpoint;
import io.pharos.aws.testing.NeedsEndpoint;
import io.pharos.aws.testing.ScriptedEndpoint;
import io.pharos.aws.testing.ScriptedEndpoint.Reply;
import io.pharos.aws.testing.ScriptedEndpoint.Script;
import io.pharos.core.testing.NeedsPrograms;
import io.pharos.local.Home;
import io.pharos.local.LocalProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pipeline's smoke test, {@code infra/pipeline/smoke-test}. Its events go to a real warehouse
 * on one machine. What it asks Athena and Step Functions for goes to an endpoint that knows no SQL
 * and no curation: so the warehouse answers the query beforehand, and runs the curation. It is run
 * with the AWS CLI; where that says nothing more, with what stands in for it and starts at once.
 */
@NeedsEndpoint
@NeedsPrograms({"aws", "curl", "jq"})
class SmokeTestIT {
  private static final Path SCRIPT = LocalProcess.ROOT.resolve("infra/pipeline/smoke-test");
  private static final String KEY = "a-key-of-the-warehouse";
  private static final String DONE =
      "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}}";
  private static final String FAILED =
      "{\"StartAt\":\"A\",\"States\":{\"A\":"
          + "{\"Type\":\"Fail\",\"Error\":\"WindowsFailed\",\"Cause\":\"a check did not hold\"}}}";

  private static final Path STAND_IN =
      LocalProcess.ROOT.resolve("infra/src/test/resources/pipeline/aws.sh");

  @TempDir private static Path folder;
  private static LocalProcess warehouse;

  private final String stack = "smoke-" + UUID.randomUUID().toString().substring(0, 13);
  private String machine = "";
  private Path cli = folder.resolve("stand-in");
  private ScriptedEndpoint aws;
  private ScriptedEndpoint traffic;

  /** What the smoke test printed and how it ended. */
  private record Ended(int code, String out, String err) {}

  @BeforeAll
  static void start() throws IOException {
    Home home =
        Home.shipped(folder)
            .write("config/local.json", "{\"write_keys\": [\"%s\"]}".formatted(KEY));
    warehouse = LocalProcess.up(home.path(), folder.resolve("data"));
    program(
        folder.resolve("pharos"),
        "#!/bin/sh\nexec '%s' -jar '%s' \"$@\"\n"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                LocalProcess.ROOT.resolve(
                    "load-generator/target/pharos-load-generator-0.1.0-SNAPSHOT.jar")));
    program(folder.resolve("stand-in/aws"), Files.readString(STAND_IN));
    configure(true);
  }

  private static void program(Path file, String script) throws IOException {
    Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
    Files.writeString(file, script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  @AfterAll
  static void stop() throws IOException {
    configure(false);
    warehouse.close();
  }

  /** Lets the endpoint interpret state machines, and answer for functions, or leaves that again. */
  private static void configure(boolean interpreting) throws IOException {
    String body =
        "{\"stepfunctions\": {\"execute_state_machine\": %s}, \"lambda\": {\"use_docker\": %s}}"
            .formatted(interpreting, !interpreting);
    URI address = Endpoint.address().orElseThrow().resolve("/moto-api/config");
    try (HttpClient client = HttpClient.newHttpClient()) {
      client.send(
          HttpRequest.newBuilder(address).POST(BodyPublishers.ofString(body)).build(),
          BodyHandlers.discarding());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void open() {
    traffic = ScriptedEndpoint.inFrontOf(warehouse.url());
    aws = ScriptedEndpoint.open();
    aws.always("StartQueryExecution", answering(rows -> rows));
    aws.always(
        "StartExecution",
        (call, target) -> {
          JsonNode input = LocalProcess.json(LocalProcess.json(call.text()).path("input").asText());
          curate(input);
          return Optional.of(target.forward(call));
        });
  }

  @AfterEach
  void close() throws IOException {
    cli = folder.resolve("stand-in");
    run("aws", "cloudformation", "delete-stack", "--stack-name", stack);
    if (!machine.isEmpty()) {
      run("aws", "stepfunctions", "delete-state-machine", "--state-machine-arn", machine);
    }
    aws.close();
    traffic.close();
  }

  /** What Athena would answer: the warehouse does, changed by what is wrong with it. */
  private Script answering(UnaryOperator<List<List<String>>> fault) {
    return (call, target) -> {
      String sql = LocalProcess.json(call.text()).path("QueryString").asText();
      List<List<String>> rows = new ArrayList<>();
      for (JsonNode row : warehouse.sql(sql.replace("smoke_test_advertising.", "advertising."))) {
        List<String> values = new ArrayList<>();
        row.forEach(value -> values.add(value.asText()));
        rows.add(values);
      }
      new AthenaResults()
          .then(
              List.of("ad_id", "day", "impressions", "clicks"),
              List.of("varchar", "varchar", "bigint", "bigint"),
              fault.apply(rows))
          .preset();
      return Optional.of(target.forward(call));
    };
  }

  private static void curate(JsonNode input) {
    String runs =
        warehouse
            .post("/api/curations/" + input.path("curation").asText() + "/runs", input.toString())
            .body();
    assertThat(runs).contains("succeeded").contains("provisional");
  }

  @Test
  void saysThatWhatWentInCameOut() throws IOException {
    deploy(DONE);
    withTheCli();

    Ended ended = smokeTest();

    assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
    assertThat(ended.out())
        .containsPattern("sent: 3 ads, [1-9][0-9]* impressions, [1-9][0-9]* clicks")
        .containsPattern("ok +lake: 3 ads, [1-9]")
        .containsPattern("ok +curated table: 3 ads, [1-9]")
        .containsPattern("ok +look-up: 3 ads, [1-9]")
        .endsWith("smoke-test: 3 comparisons agree, 0 differ, 0 are skipped\n");
    assertThat(aws.calls("POST /2015-03-31/functions")).hasSize(1);
  }

  @Test
  void waitsForALakeThatIsBehind() throws IOException {
    deploy(DONE);
    aws.next("StartQueryExecution", answering(rows -> List.of()));

    Ended ended = smokeTest();

    assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
    assertThat(ended.out()).contains("so far: 0 ads", "3 comparisons agree");
  }

  @Test
  void saysWhatTheLakeLost() throws IOException {
    deploy(DONE);
    aws.always("StartQueryExecution", answering(rows -> changed(rows, "0")));

    Ended ended = smokeTest("--patience", "1");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out())
        .containsPattern("WRONG +lake: 3 ads, .* sent; 3 ads, .* found")
        .containsPattern(" ad [0-9a-f-]{36} on [0-9-]{10}: sent [0-9]+ / [0-9]+, found 0 / [0-9]+")
        .endsWith("smoke-test: 0 comparisons agree, 1 differ, 0 are skipped\n");
    assertThat(aws.calls("StartExecution")).isEmpty();
  }

  @Test
  void saysWhatTheLakeHasTooMuch() throws IOException {
    deploy(DONE);
    List<String> foreign = List.of("0199aa00-0000-7000-8000-000000000001", "2026-01-01", "1", "0");
    aws.always(
        "StartQueryExecution",
        answering(rows -> {
          List<List<String>> more = new ArrayList<>(rows);
          more.add(foreign);
          return more;
        }));

    Ended ended = smokeTest("--patience", "0");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out())
        .contains(
            "ad 0199aa00-0000-7000-8000-000000000001 on 2026-01-01: sent nothing, found 1 / 0");
  }

  @Test
  void saysWhatTheCurationGotWrong() throws IOException {
    deploy(DONE);
    aws.next(
        "StartQueryExecution", answering(rows -> rows), answering(rows -> changed(rows, "7000")));

    Ended ended = smokeTest();

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out())
        .containsPattern("ok +lake")
        .containsPattern("WRONG +curated table")
        .contains("found 7000 / ")
        .containsPattern("ok +look-up")
        .contains("2 comparisons agree, 1 differ");
  }

  @Test
  void saysWhatTheLookUpGotWrong() throws IOException {
    deploy(DONE);
    traffic.always(
        "GET /advertising/traffic",
        (call, target) -> {
          Reply reply = target.forward(call);
          return Optional.of(reply.with("{\"count\":0,\"next\":\"\",\"days\":[]}"));
        });

    Ended ended = smokeTest();

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out())
        .containsPattern("ok +curated table")
        .containsPattern("WRONG +look-up: 3 ads, .* sent; 0 ads, 0 impressions, 0 clicks found")
        .contains("found nothing");
  }

  @Test
  void aLookUpThatWantsAuthorisationIsSkippedAndThatIsSaid() throws IOException {
    deploy(DONE);
    traffic.always("GET /advertising/traffic", Script.reply(401, "{\"message\":\"Unauthorized\"}"));

    Ended ended = smokeTest();

    assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
    assertThat(ended.out())
        .contains("SKIPPED  the look-up: it answers 401", "PHAROS_TOKEN")
        .endsWith("smoke-test: 2 comparisons agree, 0 differ, 1 are skipped\n");
  }

  @Test
  void aTokenOpensTheLookUp() throws IOException {
    deploy(DONE);
    letInWith("Bearer sesame");

    assertThat(smokeTest(Map.of("PHAROS_TOKEN", "sesame")).out())
        .contains("3 comparisons agree, 0 differ, 0 are skipped");
  }

  @Test
  void aTokenThatTheLookUpRefusesIsAFailure() throws IOException {
    deploy(DONE);
    letInWith("Bearer sesame");

    Ended ended = smokeTest(Map.of("PHAROS_TOKEN", "mellon"));

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err())
        .contains("smoke-test: the look-up answers 403 to the token in PHAROS_TOKEN");
  }

  private void letInWith(String authorization) {
    traffic.always(
        "GET /advertising/traffic",
        (call, target) ->
            Optional.of(
                List.of(authorization).equals(call.headers().get("Authorization"))
                    ? target.forward(call)
                    : Reply.json(403, "{}")));
  }

  @Test
  void withoutTheKeyThatTheBeaconWantsEverythingIsSkippedAndThatIsSaid() throws IOException {
    deploy(DONE);

    Ended ended = smokeTest(Map.of("PHAROS_WRITE_KEY", ""));

    assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
    assertThat(ended.out())
        .contains("SKIPPED  everything: the beacon answers 401", "PHAROS_WRITE_KEY")
        .endsWith("smoke-test: 0 comparisons agree, 0 differ, 1 are skipped\n");
  }

  @Test
  void aKeyThatTheBeaconRefusesIsAFailure() throws IOException {
    deploy(DONE);

    Ended ended = smokeTest(Map.of("PHAROS_WRITE_KEY", "another"));

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err())
        .contains("smoke-test: the beacon answers 401 to the key in PHAROS_WRITE_KEY")
        .doesNotContain("another");
  }

  @Test
  void aCurationThatFailsIsAFailureWithItsCause() throws IOException {
    deploy(FAILED);

    Ended ended = smokeTest();

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains(": FAILED WindowsFailed a check did not hold");
  }

  @Test
  void aCurationThatDoesNotEndIsWaitedForOnlySoLong() throws IOException {
    deploy(DONE);
    aws.always("DescribeExecution", Script.reply(200, "{\"status\": \"RUNNING\"}"));

    Ended ended = smokeTest("--patience", "2");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("still runs after 2 s");
  }

  @Test
  void aQueryThatFailsIsAFailureWithAthenasReason() throws IOException {
    deploy(DONE);
    aws.always(
        "GetQueryExecution",
        Script.reply(
            200,
            "{\"QueryExecution\": {\"Status\": {\"State\": \"FAILED\","
                + " \"StateChangeReason\": \"TABLE_NOT_FOUND: line 1:9\"}}}"));

    Ended ended = smokeTest();

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("smoke-test: Athena's query ", ": TABLE_NOT_FOUND: line 1:9");
  }

  @Test
  void aPartitionerThatFailsIsAFailure() throws IOException {
    deploy(DONE);
    aws.always(
        "POST /2015-03-31/functions",
        (call, target) -> {
          Map<String, List<String>> headers = Map.of("X-Amz-Function-Error", List.of("Unhandled"));
          Reply reply = Reply.json(200, "{\"errorMessage\": \"no rights\"}");
          return Optional.of(new Reply(200, headers, reply.body()));
        });

    Ended ended = smokeTest();

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("smoke-test: the partitioner failed: ", "no rights");
  }

  @Test
  void aStackThatIsNotThereOrNoWarehouseIsSaid() throws IOException {
    assertThat(smokeTest().err())
        .contains("smoke-test: the stack " + stack + " cannot be read; the AWS CLI says why above");

    Path other = folder.resolve("other.json");
    Files.writeString(other, "{\"Resources\": {\"Topic\": {\"Type\": \"AWS::SNS::Topic\"}}}");
    run(
        "aws",
        "cloudformation",
        "deploy",
        "--stack-name",
        stack,
        "--template-file",
        other.toString());
    assertThat(smokeTest().err())
        .contains("has no output BeaconUrl TrafficUrl QueryResultsBucket Workgroup");
  }

  @Test
  void wrongUsageIsSaidWithTheUsage() throws IOException {
    for (String wrong : List.of("", "--stack", "--stack x --patience soon", "--stock x")) {
      List<String> command = new ArrayList<>(List.of("bash", SCRIPT.toString()));
      command.addAll(List.of(wrong.split(" ", -1)));
      command.removeIf(String::isEmpty);
      Ended ended = run(command.toArray(String[]::new));
      assertThat(ended.code()).isEqualTo(2);
      assertThat(ended.err())
          .startsWith("smoke-test: ")
          .contains("Usage: infra/pipeline/smoke-test");
      assertThat(ended.out()).isEmpty();
    }
    assertThat(run("bash", SCRIPT.toString(), "--help").out()).startsWith("Usage: ");
  }

  /** The first ad's impressions, replaced. */
  private static List<List<String>> changed(List<List<String>> rows, String impressions) {
    List<List<String>> changed = new ArrayList<>(rows);
    List<String> first = rows.getFirst();
    changed.set(0, List.of(first.get(0), first.get(1), impressions, first.get(3)));
    return changed;
  }

  private void deploy(String definition) throws IOException {
    ArrayNode parameters = JsonNodeFactory.instance.arrayNode();
    Map.of(
            "BeaconUrl", warehouse.url().toString(),
            "TrafficUrl", traffic.address().toString(),
            "CurationStateMachine", machine(definition))
        .forEach((key, value) ->
            parameters.addObject().put("ParameterKey", key).put("ParameterValue", value));
    Ended ended =
        run(
            "aws",
            "cloudformation",
            "create-stack",
            "--stack-name",
            stack,
            "--template-body",
            "file://" + Path.of("src/test/resources/smoke-test/warehouse.yaml").toAbsolutePath(),
            "--capabilities",
            "CAPABILITY_IAM",
            "--parameters",
            parameters.toString());
    assertThat(ended.code()).as(ended.err()).isZero();
  }

  private String machine(String definition) throws IOException {
    Ended ended =
        run(
            "aws",
            "stepfunctions",
            "create-state-machine",
            "--name",
            stack + "-curations",
            "--role-arn",
            "arn:aws:iam::123456789012:role/" + stack,
            "--definition",
            definition);
    assertThat(ended.code()).as(ended.err()).isZero();
    machine = LocalProcess.json(ended.out()).path("stateMachineArn").asText();
    return machine;
  }

  private Ended smokeTest(String... options) throws IOException {
    return smokeTest(Map.of(), options);
  }

  private Ended smokeTest(Map<String, String> own, String... options) throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_ENDPOINT_URL", aws.address().toString());
    environment.put("PHAROS", folder.resolve("pharos").toString());
    environment.put("PHAROS_WRITE_KEY", KEY);
    environment.putAll(own);
    List<String> command =
        new ArrayList<>(
            List.of(
                "bash",
                SCRIPT.toString(),
                "--stack",
                stack,
                "--duration",
                "1s",
                "--users",
                "150",
                "--ads",
                "3",
                "--patience",
                "60",
                "--poll",
                "1"));
    command.addAll(List.of(options));
    return run(environment, command);
  }

  /** From now on the AWS CLI itself is found. */
  private void withTheCli() {
    cli = folder.resolve("nothing");
  }

  private Ended run(String... command) throws IOException {
    return run(Map.of(), List.of(command));
  }

  private Ended run(Map<String, String> environment, List<String> command) throws IOException {
    Path out = Files.createTempFile(folder, "smoke", ".out");
    Path err = Files.createTempFile(folder, "smoke", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_REGION", "eu-west-1",
                "AWS_DEFAULT_REGION", "eu-west-1",
                "AWS_PAGER", "",
                "PATH", cli + ":" + System.getenv("PATH")));
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      if (!process.waitFor(300, TimeUnit.SECONDS)) {
        throw new IllegalStateException("does not end: " + Files.readString(out));
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      process.destroyForcibly();
    }
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
