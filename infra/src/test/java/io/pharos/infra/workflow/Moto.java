package io.pharos.infra.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.infra.MotoServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A moto server that interprets state machines, reached as plain JSON. Its function answers what it
 * was told to, in turn. It runs one machine: a second one starts only once the first is deleted.
 */
final class Moto implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final MotoServer server = new MotoServer();
  private final String name = "curation-" + UUID.randomUUID();
  private final String role = "arn:aws:iam::123456789012:role/" + name;
  private String machine = "";

  /** Whether it can be told to interpret; another endpoint cannot. */
  boolean interprets() {
    return send("POST", "/moto-api/config", "", "", config(true)).statusCode() == 201;
  }

  private static String config(boolean interpreting) {
    return "{\"stepfunctions\": {\"execute_state_machine\": %s}, \"lambda\": {\"use_docker\": %s}}"
        .formatted(interpreting, !interpreting);
  }

  /** Leaves it as it was. */
  @Override
  public void close() {
    if (!machine.isEmpty()) {
      states("DeleteStateMachine", MAPPER.createObjectNode().put("stateMachineArn", machine));
      asSoonAsLookedAt();
    }
    takeAnswers();
    send("DELETE", "/2015-03-31/functions/" + name, "lambda", "", "");
    send("POST", "/", "iam", "", "Action=DeleteRole&Version=2010-05-08&RoleName=" + name);
    send("POST", "/moto-api/config", "", "", config(false));
    server.close();
  }

  /** Queries are as slow as that: looked at so often before they have succeeded. */
  void lookedAt(int times) {
    call(
        "/moto-api/state-manager/set-transition",
        "",
        "",
        "{\"model_name\": \"athena::execution\","
            + " \"transition\": {\"progression\": \"manual\", \"times\": "
            + times
            + "}}");
  }

  private void asSoonAsLookedAt() {
    call(
        "/moto-api/state-manager/unset-transition",
        "",
        "",
        "{\"model_name\": \"athena::execution\"}");
  }

  /**
   * Takes the answers that nobody asked for: functions have one queue of them, and without an
   * answer they give back what they were asked.
   */
  private void takeAnswers() {
    String path = "/2015-03-31/functions/" + name + "/invocations";
    String asked = "{\"asked\": \"%s\"}".formatted(name);
    HttpResponse<String> answer = send("POST", path, "lambda", "", asked);
    while (answer.statusCode() == 200 && !answer.body().equals(asked)) {
      answer = send("POST", path, "lambda", "", asked);
    }
  }

  /** A function; gives its ARN. */
  String createFunction(List<JsonNode> answers) {
    String arn = createFunction();
    takeAnswers();
    ObjectNode results = MAPPER.createObjectNode().put("region", MotoServer.REGION);
    ArrayNode queue = results.putArray("results");
    answers.forEach(answer -> queue.add(answer.toString()));
    call("/moto-api/static/lambda-simple/response", "", "", results.toString());
    return arn;
  }

  private String createFunction() {
    send(
        "POST",
        "/",
        "iam",
        "",
        "Action=CreateRole&Version=2010-05-08&AssumeRolePolicyDocument=%7B%7D&RoleName=" + name);
    ObjectNode function =
        MAPPER
            .createObjectNode()
            .put("FunctionName", name)
            .put("Runtime", "provided.al2023")
            .put("Role", role)
            .put("Handler", "bootstrap");
    function.putObject("Code").put("ZipFile", zip());
    return call("/2015-03-31/functions", "lambda", "", function.toString())
        .path("FunctionArn")
        .asText();
  }

  private static String zip() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("bootstrap"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  /** Runs a machine; gives the execution's ARN. */
  String start(String definition, String input) {
    machine =
        states(
                "CreateStateMachine",
                MAPPER
                    .createObjectNode()
                    .put("name", name)
                    .put("roleArn", role)
                    .put("definition", definition))
            .path("stateMachineArn")
            .asText();
    return states(
            "StartExecution",
            MAPPER.createObjectNode().put("stateMachineArn", machine).put("input", input))
        .path("executionArn")
        .asText();
  }

  JsonNode execution(String arn) {
    return states("DescribeExecution", MAPPER.createObjectNode().put("executionArn", arn));
  }

  List<JsonNode> history(String arn) {
    List<JsonNode> events = new ArrayList<>();
    ObjectNode get = MAPPER.createObjectNode().put("executionArn", arn).put("maxResults", 1_000);
    states("GetExecutionHistory", get).path("events").forEach(events::add);
    return events;
  }

  private JsonNode states(String operation, ObjectNode body) {
    return call("/", "states", "AWSStepFunctions." + operation, body.toString());
  }

  private JsonNode call(String path, String service, String target, String body) {
    HttpResponse<String> answer = send("POST", path, service, target, body);
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(path + " " + target + ": " + answer.body());
    }
    try {
      return MAPPER.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<String> send(
      String method, String path, String service, String target, String body) {
    String type =
        body.startsWith("{") ? "application/x-amz-json-1.0" : "application/x-www-form-urlencoded";
    return server.send(method, path, service, target, type, body.getBytes(StandardCharsets.UTF_8));
  }
}
