package io.pharos.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * A function's zip run as Lambda's Java runtime runs it: unpacked into a folder of its own, started
 * by AWS's runtime interface client, and given events by a {@link RuntimeApi}. One event is in
 * flight at a time.
 */
final class FunctionProcess implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Path RUNTIME = Path.of("target/lambda-runtime").toAbsolutePath();
  private static final String HANDLER =
      "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration INVOCATION = Duration.ofMinutes(1);

  private final Path work;
  private final RuntimeApi api;
  private final Process process;
  private final Path output;

  /** A function answered with an error. */
  static final class FunctionFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    FunctionFailed(String message) {
      super(message);
    }
  }

  /** Starts a function and waits until it takes events. */
  static FunctionProcess start(Path zip, byte[] definitions, Map<String, String> settings)
      throws IOException {
    FunctionProcess function = new FunctionProcess(zip, definitions, settings);
    try {
      function.api.ready().get(START.toMillis(), TimeUnit.MILLISECONDS);
      return function;
    } catch (ExecutionException | TimeoutException e) {
      String log = function.log();
      function.close();
      throw new IllegalStateException(e.getMessage() + "\n" + log, e);
    } catch (InterruptedException e) {
      function.close();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private FunctionProcess(Path zip, byte[] definitions, Map<String, String> settings)
      throws IOException {
    work = Files.createTempDirectory("function");
    output = work.resolve("output");
    Path task = Files.createDirectory(work.resolve("task"));
    unzip(zip, task);
    Files.write(task.resolve("pharos.json"), definitions);
    api = new RuntimeApi();
    ProcessBuilder builder =
        new ProcessBuilder(command())
            .directory(task.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment(task));
    builder.environment().putAll(settings);
    process = builder.start();
    var _ = process.onExit().thenAccept(gone -> api.ended("it ended with " + gone.exitValue()));
  }

  private List<String> command() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.net.preferIPv4Stack=true",
            "-Daws.cborEnabled=false",
            "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI="
                + nativeLibrary(),
            "-cp",
            RUNTIME + "/*",
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            HANDLER));
    return command;
  }

  /** Left alone the client shares one file among all processes. */
  private Path nativeLibrary() throws IOException {
    String arch = System.getProperty("os.arch", "").equals("aarch64") ? "aarch_64" : "x86_64";
    Path library = work.resolve("lambda.so");
    try (Stream<Path> jars = Files.list(RUNTIME)) {
      Path jar =
          jars.filter(path -> path.toString().contains("runtime-interface-client"))
              .findFirst()
              .orElseThrow();
      try (ZipFile zip = new ZipFile(jar.toFile());
          InputStream content =
              zip.getInputStream(zip.getEntry("jni/libaws-lambda-jni.linux-" + arch + ".so"))) {
        Files.copy(content, library);
      }
    }
    return library;
  }

  private Map<String, String> environment(Path task) {
    Map<String, String> variables = new HashMap<>();
    variables.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    variables.put("_HANDLER", HANDLER);
    variables.put("LAMBDA_TASK_ROOT", task.toString());
    variables.put("AWS_LAMBDA_RUNTIME_API", api.address());
    variables.put("AWS_LAMBDA_FUNCTION_NAME", "under-test");
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/under-test");
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "one");
    variables.put("AWS_LAMBDA_LOG_FORMAT", "JSON"); // as the stack has it
    variables.put("AWS_REGION", "eu-west-1");
    variables.put("AWS_ACCESS_KEY_ID", "test");
    variables.put("AWS_SECRET_ACCESS_KEY", "test");
    variables.put("JAVA_TOOL_OPTIONS", "--add-opens=java.base/java.lang=ALL-UNNAMED");
    return variables;
  }

  private static void unzip(Path zip, Path target) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      for (var entry : java.util.Collections.list(file.entries())) {
        Path path = target.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else {
          Files.createDirectories(path.resolveSibling(""));
          try (InputStream content = file.getInputStream(entry)) {
            Files.copy(content, path);
          }
        }
      }
    }
  }

  /**
   * The function's answer to an event.
   *
   * @throws FunctionFailed where it answers with an error
   */
  JsonNode invoke(String event) {
    return invoke(event, INVOCATION);
  }

  /**
   * The same where the function is told how long it has. A busy machine may take longer.
   *
   * @param timeout that it is told
   */
  JsonNode invoke(String event, Duration timeout) {
    Duration patience = timeout.plus(INVOCATION);
    try {
      RuntimeApi.Answer answer =
          api.invoke(event, timeout.toMillis()).get(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (answer.failed()) {
        throw new FunctionFailed(answer.json());
      }
      return MAPPER.readTree(answer.json());
    } catch (ExecutionException | TimeoutException | IOException e) {
      throw new IllegalStateException("no answer: " + e + "\n" + log(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What it wrote so far: all that it did before its last answer. */
  String log() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (!Files.exists(work)) {
      return; // closed before
    }
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    api.close();
    try (Stream<Path> files = Files.walk(work)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
