package io.pharos.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.core.testing.NotRun;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** What cfn-lint says of templates; a group that is not run where it is missing. */
public final class CfnLint {
  /** CDK declares some dependencies that a reference makes anyway. */
  private static final String REDUNDANT_DEPENDENCY = "W3005";

  private static final ObjectMapper JSON = new ObjectMapper();

  private CfnLint() {}

  /** That all these are clean, by the names of their files. */
  public static void assertClean(Map<String, TemplateTree> templates, Path folder)
      throws IOException, InterruptedException {
    if (!installed()) {
      NotRun.say("templates of " + NotRun.module() + " need cfn-lint: pip install cfn-lint");
      Assumptions.abort("cfn-lint is not installed");
    }
    List<String> command =
        new ArrayList<>(List.of("cfn-lint", "--ignore-checks", REDUNDANT_DEPENDENCY, "--"));
    for (Map.Entry<String, TemplateTree> template : templates.entrySet()) {
      Path file = folder.resolve(template.getKey() + ".json");
      JSON.writeValue(file.toFile(), template.getValue().root());
      command.add(file.toString());
    }
    Path said = folder.resolve("said");
    int code =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start()
            .waitFor();
    assertThat(Files.readString(said)).isEmpty();
    assertThat(code).isZero();
  }

  private static boolean installed() {
    return List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "cfn-lint")));
  }
}
