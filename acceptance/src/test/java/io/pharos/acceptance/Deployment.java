package io.pharos.acceptance;

import io.pharos.aws.testing.Endpoint;
import io.pharos.aws.testing.FunctionStack;
import io.pharos.core.definition.DefinitionBundle;
import io.pharos.sql.CurationSql;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The repository's warehouse on the endpoint of tests, with the functions that were built. */
final class Deployment implements AutoCloseable {
  /** Tests run in their module's folder. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:";

  private final Endpoint stack = Endpoint.open();
  private final byte[] definitions = definitions();
  private final Deque<FunctionProcess> functions = new ArrayDeque<>();

  private Deployment() {}

  /** The functions' names, which are those of their modules. */
  static Stream<String> functions() {
    return Stream.of(
        "beacon", "traffic-api", "realtime-metrics", "preprocessor", "partitioner", "curation");
  }

  /** What a zip of the repository's tables and curations holds beside the function. */
  static byte[] definitions() {
    return DefinitionBundle.write(
        ROOT.resolve("tables"), ROOT.resolve("curations"), CurationSql::checked);
  }

  /** All that the tables need, and no function yet. */
  static Deployment create() {
    Deployment deployment = new Deployment();
    FunctionStack.create(deployment.stack);
    return deployment;
  }

  Endpoint stack() {
    return stack;
  }

  String bucket() {
    return stack.names().stack() + "-lake";
  }

  /** Starts a function that finds AWS at an address. */
  FunctionProcess start(String function, URI aws, Map<String, String> more) throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("AWS_ENDPOINT_URL", aws.toString());
    settings.put("PHAROS_STACK", stack.names().stack());
    settings.put("PHAROS_BUCKET", bucket());
    settings.put("PHAROS_FAILURE_TOPIC", TOPIC + stack.names().stack() + "-failures");
    settings.put("PHAROS_SUCCESS_TOPIC", TOPIC + stack.names().stack() + "-successes");
    settings.putAll(more);
    FunctionProcess process =
        FunctionProcess.start(
            ROOT.resolve(function).resolve("target/function.zip"), definitions, settings);
    functions.push(process);
    return process;
  }

  FunctionProcess start(String function, URI aws) throws IOException {
    return start(function, aws, Map.of());
  }

  FunctionProcess start(String function) throws IOException {
    return start(function, Endpoint.address().orElseThrow());
  }

  @Override
  public void close() {
    functions.forEach(FunctionProcess::close);
    stack.close();
  }
}
