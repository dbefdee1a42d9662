package io.pharos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What stops a native build, seen without one: what a native-image would run while it builds is run
 * by a JVM, on the same class path and without an environment.
 */
class NativeBuildIT {
  @ParameterizedTest
  @MethodSource("io.pharos.acceptance.Deployment#functions")
  void everythingThatRunsWhileItIsBuiltRunsWithoutSettings(String function) throws Exception {
    assertThat(problems(function)).isEmpty();
  }

  /** Random numbers and threads must not be made while an image is built. */
  @ParameterizedTest
  @CsvSource({
    "software.amazon.awssdk.services.dynamodb.DynamoDbRetryPolicy",
    "software.amazon.awssdk.core.retry.backoff.FullJitterBackoffStrategy",
    "software.amazon.awssdk.utils.cache.CachedSupplier",
  })
  void whatDynamoDbMakesOfChanceIsMadeWhenTheCurationFunctionRuns(String type) throws IOException {
    NativeSource source = NativeSource.of("curation");

    assertThat(source.arguments()).contains("--initialize-at-run-time=" + type);
    assertThat(source.holds(type)).as("the SDK still has it").isTrue();
  }

  private static List<String> problems(String function) throws Exception {
    NativeSource source = NativeSource.of(function);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add("target/test-classes" + File.pathSeparator + source.classPath());
    command.add(BuildTime.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    Process process = builder.start();
    try (var names = process.outputWriter(StandardCharsets.UTF_8)) {
      names.write(String.join("\n", source.reflected()));
    }
    List<String> problems;
    try (var said = process.inputReader(StandardCharsets.UTF_8)) {
      problems = said.lines().toList();
    }
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(String.join("\n", problems)).isZero();
    return problems;
  }
}
