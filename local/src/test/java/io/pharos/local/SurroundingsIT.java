package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher does the same wherever it is called from, and whatever the environment holds. */
class SurroundingsIT {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  @TempDir Path folder;

  private WorkingCopy copy = new WorkingCopy(Path.of(""));

  @BeforeEach
  void workingCopy() throws IOException {
    copy = WorkingCopy.built(Files.createDirectory(folder.resolve("with blanks")));
    copy.environment()
        .putAll(
            Map.of(
                "JAVA_TOOL_OPTIONS", "-Da.tool=1",
                "JDK_JAVA_OPTIONS", "-Da.jdk=1",
                "LC_ALL", "C"));
  }

  @AfterEach
  void endAll() throws Exception {
    copy.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up", "sql", "load", "demo", "bench", "test", "cost", "package", "synth", "deploy-pipeline"
      })
  void everyCommandIsHandedOnFromAnotherFolderThroughLinks(String command) throws Exception {
    String home = copy.path().toRealPath().toString();
    standIns();
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Files.createSymbolicLink(folder.resolve("linked"), copy.path().resolve("pharos"));
    Files.createSymbolicLink(bin.resolve("pharos"), Path.of("../linked"));
    copy.environment().put("CDPATH", home);

    Process process = copy.start(Path.of("bin/pharos"), folder, command, "two words");

    assertThat(process.waitFor()).as(copy.output(0)).isZero();
    assertThat(copy.output(0)).contains("<two words>").contains(home).doesNotContain("no JDK");
  }

  /** A JDK, a build and a bench that say what they were asked for. */
  private void standIns() throws IOException {
    Path jdk = folder.resolve("a jdk");
    script("java.sh", jdk.resolve("bin/java"));
    script("java.sh", jdk.resolve("bin/javac"));
    script("mvnw.sh", copy.path().resolve("mvnw"));
    script("mvnw.sh", copy.path().resolve("bench/run"));
    Files.createDirectories(copy.path().resolve(".ci"));
    Files.copy(LocalProcess.ROOT.resolve(".ci/test"), copy.path().resolve(".ci/test"));
    Files.writeString(copy.path().resolve("target/built-infra"), "");
    copy.environment()
        .putAll(
            Map.of(
                "JAVA_HOME", jdk.toString(),
                "REAL_JAVA", JAVA.toString(),
                "AWS_ENDPOINT_URL", "http://127.0.0.1:1"));
  }

  private static void script(String resource, Path target) throws IOException {
    Files.createDirectories(target.resolveSibling(""));
    try (InputStream in =
        Objects.requireNonNull(SurroundingsIT.class.getResourceAsStream(resource))) {
      Files.copy(in, target);
    }
    assertThat(target.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void lettersBeyondAsciiAreReadAndWrittenInTheLocaleC() throws Exception {
    Path letters = folder.resolve("letters");
    script("letters.sh", letters);

    try (LocalProcess warehouse = LocalProcess.up(folder.resolve("data"))) {
      Process process =
          copy.start(letters, folder, copy.path().toString(), warehouse.url().toString());

      assertThat(process.waitFor()).as(copy.output(0)).isZero();
      assertThat(copy.output(0)).endsWith("letters,colour\n4,grün\n");
    }
  }
}
