package io.pharos.core.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Says of {@link NeedsPrograms} which are not there, and how to get them. */
final class ProgramsCondition implements ExecutionCondition {
  private static final Map<String, String> HOW =
      Map.of(
          "aws", "pip install awscli",
          "cfn-lint", "pip install cfn-lint",
          "jq", "apt install jq",
          "curl", "apt install curl");

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<NeedsPrograms> needed =
        context
            .getElement()
            .flatMap(element -> AnnotationSupport.findAnnotation(element, NeedsPrograms.class));
    List<String> missing =
        needed.map(programs -> List.of(programs.value())).orElse(List.of()).stream()
            .filter(program -> !onPath(program))
            .toList();
    for (String program : missing) {
      NotRun.say(
          "tests of %s with %s: %s"
              .formatted(NotRun.module(), program, HOW.getOrDefault(program, "install it")));
    }
    return missing.isEmpty()
        ? ConditionEvaluationResult.enabled("all programs are there")
        : ConditionEvaluationResult.disabled("not on the PATH: " + String.join(", ", missing));
  }

  private static boolean onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return List.of(path.split(File.pathSeparator, -1)).stream()
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
