package io.pharos.infra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.infra.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the builds of the pipeline are told: {@code *.buildspec.yml}, and the scripts they run. */
class BuildspecTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path FOLDER = ROOT.resolve("infra/pipeline");
  private static final Set<String> PHASES = Set.of("install", "build");
  private static final Pattern COMMAND =
      Pattern.compile("\\./pharos ([a-z-]+)((?:[^\\n|;&]|\\\\\\n)*)");
  private static final Pattern OPTION = Pattern.compile("--[a-z-]+");
  private static final Set<String> NOT_OF_A_BUILD =
      Set.of("target", ".git", "data", "node_modules", "findings");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Z][A-Z_]+)");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"test", "native", "package", "smoke"})
  void isWellFormed(String name) throws Exception {
    JsonNode spec = Yaml.read(FOLDER.resolve(name + ".buildspec.yml"));

    assertThat(spec.path("version").asText()).isEqualTo("0.2");
    assertThat(spec.path("env").path("shell").asText()).isEqualTo("bash");
    assertThat(spec.path("phases").properties().stream().map(Map.Entry::getKey))
        .containsExactlyInAnyOrderElementsOf(PHASES);
    for (JsonNode phase : spec.path("phases")) {
      assertThat(phase.path("on-failure").asText()).isEqualTo("ABORT");
    }
    for (String command : commands(name)) {
      Ended ended = Ended.of(ROOT, Map.of(), List.of("bash", "-n", "-c", command));
      assertThat(ended.code()).as(command + ended.err()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"test", "native", "package", "smoke"})
  void keepsTheMavenRepository(String name) {
    assertThat(Yaml.read(FOLDER.resolve(name + ".buildspec.yml")).path("cache").path("paths"))
        .extracting(JsonNode::asText)
        .containsExactly("/root/.m2/**/*");
  }

  @Test
  void everyProjectHasItsFile() {
    ResolvedTemplate template = ResolvedTemplate.with(Map.of());
    for (String project : template.ofType("AWS::CodeBuild::Project")) {
      String file = template.properties(project).path("Source").path("BuildSpec").asText();
      assertThat(ROOT.resolve(file)).isRegularFile();
    }
  }

  @Test
  void everyFileThatIsNamedIsThere() throws IOException {
    Pattern file = Pattern.compile("infra/pipeline/[a-z.-]+[a-z]");
    for (String text : texts()) {
      Matcher named = file.matcher(text);
      while (named.find()) {
        assertThat(ROOT.resolve(named.group())).exists();
      }
    }
  }

  /** Commands of the program: those of the launcher, with options that their help names. */
  @Test
  void everyCommandAndOptionIsOneThatThereIs() throws Exception {
    String help = Ended.of(ROOT, Map.of(), Ended.program(ROOT, "--help")).out();
    Set<String> seen = new TreeSet<>();
    for (String text : texts()) {
      Matcher command = COMMAND.matcher(text);
      while (command.find()) {
        seen.add(command.group(1));
        if (Pattern.compile("(?m)^  " + command.group(1) + " ").matcher(help).find()) {
          String known =
              Ended.of(ROOT, Map.of(), Ended.program(ROOT, command.group(1), "--help")).out();
          Matcher option = OPTION.matcher(command.group(2));
          while (option.find()) {
            assertThat(known).as(command.group()).containsPattern(option.group() + "[=\\s]");
          }
        }
      }
    }
    assertThat(seen).contains("package", "synth", "test");
  }

  @Test
  void whatEachBuildReadsFromItsEnvironmentIsSet() throws IOException {
    ResolvedTemplate template = ResolvedTemplate.with(Map.of("WriteKeyParameter", "/pharos/key"));
    Set<String> set = new TreeSet<>();
    for (String project : template.ofType("AWS::CodeBuild::Project")) {
      template
          .properties(project)
          .path("Environment")
          .path("EnvironmentVariables")
          .forEach(variable -> set.add(variable.path("Name").asText()));
    }
    Matcher ofActions =
        Pattern.compile("\"name\\\\?\": \\\\?\"([A-Z]+)")
            .matcher(template.properties("Pipeline").toString());
    while (ofActions.find()) {
      set.add(ofActions.group(1));
    }
    Set<String> read = new TreeSet<>();
    for (String text : texts()) {
      Matcher variable = VARIABLE.matcher(text);
      while (variable.find()) {
        read.add(variable.group(1));
      }
    }
    read.removeAll(Set.of("SECONDS")); // bash's own
    read.removeAll(Set.of("PHAROS", "PHAROS_TOKEN")); // of people

    read.addAll(Set.of("STACK", "BRANCH", "COMMIT", "BUILD")); // also by name in a loop
    assertThat(read).isEqualTo(set);
  }

  @Test
  void everyProgramOfTheWorkingCopyIsMadeOne() throws IOException {
    String prepare = Files.readString(FOLDER.resolve("prepare"));
    List<String> made = new ArrayList<>();
    Matcher word =
        Pattern.compile("[a-z.-]+(/[a-z.-]+)*")
            .matcher(prepare.substring(prepare.indexOf("chmod +x") + 8));
    while (word.find()) {
      made.add(word.group());
    }

    assertThat(made).containsExactlyInAnyOrderElementsOf(programs());
  }

  /** Files that begin with {@code #!}, without those that people or tests run by hand. */
  private static List<String> programs() throws IOException {
    List<String> programs = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
            String name = String.valueOf(each.getFileName());
            return NOT_OF_A_BUILD.contains(name) || each.endsWith("src/test/resources")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            try (var in = Files.newInputStream(file)) {
              if (new String(in.readNBytes(2), StandardCharsets.ISO_8859_1).equals("#!")) {
                programs.add(ROOT.relativize(file).toString());
              }
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return programs;
  }

  @Test
  void toolsHaveAVersion() throws IOException {
    assertThat(Files.readAllLines(FOLDER.resolve("requirements.txt")))
        .isNotEmpty()
        .allMatch(line -> line.matches("[a-z\\[\\]-]+==[0-9.]+"));
    assertThat(commands("package"))
        .contains("pip install --quiet \"$(grep '^cfn-lint==' infra/pipeline/requirements.txt)\"");
  }

  @Test
  void aGroupOfTestsThatDidNotRunFailsTheBuild() throws Exception {
    String check = commands("test").getLast();

    assertThat(groups(check).code()).isZero();
    assertThat(groups(check, "FullDiskIT: needs root to mount a small tmpfs").code()).isZero();
    assertThat(groups(check, "Trino itself: x", "Trino's answers: y is not there").code()).isZero();
    Ended missing = groups(check, "FullDiskIT: x", "tests of aws on AWS: need an endpoint");
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.out())
        .isEqualTo("tests of aws on AWS: need an endpoint\nThe groups above did not run.\n");
  }

  private Ended groups(String check, String... notRun) throws Exception {
    Path file = folder.resolve("target/groups-not-run");
    Files.createDirectories(folder.resolve("target"));
    Files.deleteIfExists(file);
    if (notRun.length > 0) {
      Files.write(file, List.of(notRun));
    }
    return Ended.of(folder, Map.of(), List.of("bash", "-c", check));
  }

  private static List<String> commands(String name) {
    List<String> commands = new ArrayList<>();
    for (JsonNode phase : Yaml.read(FOLDER.resolve(name + ".buildspec.yml")).path("phases")) {
      phase.path("commands").forEach(command -> commands.add(command.asText()));
    }
    return commands;
  }

  /** The commands of all files, and the scripts that they run. */
  private static List<String> texts() throws IOException {
    List<String> texts = new ArrayList<>();
    for (String name : List.of("test", "native", "package", "smoke")) {
      texts.addAll(commands(name));
    }
    for (String script : List.of("prepare", "native", "package", "smoke-test", "upload")) {
      texts.add(Files.readString(FOLDER.resolve(script)));
    }
    return texts;
  }
}
