package io.pharos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What functions read of their environment, by their bytecode, against what the template sets. */
class EnvironmentIT {
  /** Lambda sets these itself. */
  private static final Set<String> OF_LAMBDA =
      Set.of(
          "AWS_LAMBDA_FUNCTION_NAME",
          "AWS_LAMBDA_RUNTIME_API",
          "LAMBDA_TASK_ROOT",
          "_X_AMZN_TRACE_ID");

  /** For tests, and for networks without a way out: a stack in AWS has AWS. */
  private static final String ENDPOINT = "AWS_ENDPOINT_URL";

  /** Read by the JVM, before any of our code. */
  private static final String OF_THE_JVM = "JAVA_TOOL_OPTIONS";

  /** Set where they are configured only. */
  private static final String WRITE_KEYS = "PHAROS_WRITE_KEYS";

  private static final String TRACES = "OTEL_EXPORTER_OTLP_ENDPOINT";

  @ParameterizedTest
  @MethodSource("io.pharos.acceptance.Synthesised#functionsOfAll")
  void whatAFunctionReadsIsSetAndWhatIsSetIsRead(String function, Synthesised variant) {
    NavigableSet<String> expected = new TreeSet<>(Bytecode.of(function).variables());
    expected.removeAll(OF_LAMBDA);
    expected.remove(ENDPOINT);
    if (variant == Synthesised.ALL_ON) {
      expected.add(OF_THE_JVM);
    } else {
      expected.remove(WRITE_KEYS);
      expected.remove(TRACES);
    }

    assertThat(variant.template().environment(function).keySet())
        .containsExactlyElementsOf(expected);
  }

  @ParameterizedTest
  @MethodSource("io.pharos.acceptance.Deployment#functions")
  void everyFunctionReadsTheNameOfItsStack(String function) {
    assertThat(Bytecode.of(function).variables())
        .contains("PHAROS_STACK", "PHAROS_DATABASE_PREFIX", TRACES, ENDPOINT);
  }
}
