package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script in front of the program, in a working copy that is built. */
class LauncherIT {
  @TempDir Path folder;

  private WorkingCopy copy = new WorkingCopy(Path.of(""));

  @BeforeEach
  void workingCopy() throws IOException {
    copy = WorkingCopy.built(folder);
  }

  @AfterEach
  void endAll() throws Exception {
    copy.close();
  }

  @Test
  void whatAKilledProcessLeftBehindTheNextOneRemovesAndNothingElse() throws Exception {
    Process killed = up("first");
    Process running = up("second");
    killed.destroyForcibly().waitFor();
    assertThat(libraries(killed)).isNotEmpty();

    assertThat(copy.pharos("--version").waitFor()).isZero();

    assertThat(temporary(killed)).doesNotExist();
    assertThat(libraries(running)).isNotEmpty();
  }

  /** A name that cannot be removed or made stands for the folder of somebody else. */
  @Test
  void aWorkingCopyOfSomebodyElseIsRunAllTheSame() throws Exception {
    Files.createDirectories(copy.path().resolve("target/tmp/999999999/left"));
    Path refusing = Files.createDirectory(folder.resolve("bin"));
    for (String program : List.of("rm", "mkdir")) {
      Path script = Files.writeString(refusing.resolve(program), "#!/bin/sh\nexit 1\n");
      assertThat(script.toFile().setExecutable(true)).isTrue();
    }
    copy.environment().put("PATH", refusing + ":" + System.getenv("PATH"));
    copy.environment().put("TMPDIR", folder.toString());
    copy.environment().put("PHAROS_JAVA_OPTS", "-XshowSettings:properties");

    assertThat(copy.pharos("--version").waitFor()).isZero();

    assertThat(copy.output(0))
        .contains("java.io.tmpdir = " + folder + "\n");
  }

  /** Waits until it has unpacked its libraries. */
  private Process up(String data) throws IOException {
    Process process =
        copy.pharos("up", "--data", folder.resolve(data) + "", "--port", "" + LocalProcess.freePort());
    LocalProcess.await("libraries", () -> !libraries(process).isEmpty());
    return process;
  }

  private Path temporary(Process process) {
    return copy.path().resolve("target/tmp/" + process.pid());
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
