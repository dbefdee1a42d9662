package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script in front of the program, in a working copy that is built. */
class LauncherIT {
  private static final String BUILT = "target/built-local,load-generator";

  @TempDir Path folder;

  private final List<Process> started = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private Path home = Path.of("");

  @BeforeEach
  void workingCopy() throws IOException {
    home = Home.shipped(folder).write(BUILT, "").path();
    Files.copy(LocalProcess.ROOT.resolve("pharos"), home.resolve("pharos"));
    Path program = Files.createDirectories(home.resolve("local/target"));
    Files.createSymbolicLink(
        program.resolve("quarkus-app"), LocalProcess.ROOT.resolve("local/target/quarkus-app"));
  }

  @AfterEach
  void endAll() throws InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void whatAKilledProcessLeftBehindTheNextOneRemovesAndNothingElse() throws Exception {
    Process killed = up("first");
    Process running = up("second");
    killed.destroyForcibly().waitFor();
    assertThat(libraries(killed)).isNotEmpty();

    assertThat(pharos("--version").waitFor()).isZero();

    assertThat(temporary(killed)).doesNotExist();
    assertThat(libraries(running)).isNotEmpty();
  }

  /** A name that cannot be removed or made stands for the folder of somebody else. */
  @Test
  void aWorkingCopyOfSomebodyElseIsRunAllTheSame() throws Exception {
    Files.createDirectories(home.resolve("target/tmp/999999999/left"));
    Path refusing = Files.createDirectory(folder.resolve("bin"));
    for (String program : List.of("rm", "mkdir")) {
      Path script = Files.writeString(refusing.resolve(program), "#!/bin/sh\nexit 1\n");
      assertThat(script.toFile().setExecutable(true)).isTrue();
    }
    environment.put("PATH", refusing + ":" + System.getenv("PATH"));
    environment.put("TMPDIR", folder.toString());
    environment.put("PHAROS_JAVA_OPTS", "-XshowSettings:properties");

    assertThat(pharos("--version").waitFor()).isZero();

    assertThat(Files.readString(folder.resolve("0.log")))
        .contains("java.io.tmpdir = " + folder + "\n");
  }

  /** Waits until it has unpacked its libraries. */
  private Process up(String data) throws IOException {
    Process process =
        pharos("up", "--data", folder.resolve(data) + "", "--port", "" + LocalProcess.freePort());
    LocalProcess.await("libraries", () -> !libraries(process).isEmpty());
    return process;
  }

  private Process pharos(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(home.resolve("pharos").toString()));
    command.addAll(List.of(arguments));
    Path output = folder.resolve(started.size() + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private Path temporary(Process process) {
    return home.resolve("target/tmp/" + process.pid());
  }

  private List<Path> libraries(Process process) {
    if (!Files.isDirectory(temporary(process))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(temporary(process))) {
      return files.filter(file -> file.toString().contains("libduckdb")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
