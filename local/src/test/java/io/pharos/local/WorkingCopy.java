package io.pharos.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A working copy that is built, and what its launcher started. */
final class WorkingCopy implements AutoCloseable {
  private static final String STAMP = "target/built-local,load-generator";
  private static final String COMMANDS =
      "client/src/main/resources/io/pharos/client/command/commands.psv";
  private static final String PROGRAM = "local/target/quarkus-app";

  private final Path path;
  private final List<Process> started = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();

  WorkingCopy(Path path) {
    this.path = path;
  }

  /** One with the shipped example, whose program is that of this build. */
  static WorkingCopy built(Path folder) throws IOException {
    Home shipped = Home.shipped(folder);
    Path home = shipped.path();
    for (String file : List.of("pharos", COMMANDS)) {
      Files.createDirectories(home.resolve(file).resolveSibling(""));
      Files.copy(LocalProcess.ROOT.resolve(file), home.resolve(file));
    }
    shipped.write(STAMP, ""); // newer than every source: nothing is built
    Files.createDirectories(home.resolve(PROGRAM).resolveSibling(""));
    Files.createSymbolicLink(home.resolve(PROGRAM), LocalProcess.ROOT.resolve(PROGRAM));
    return new WorkingCopy(home);
  }

  Path path() {
    return path;
  }

  /** What its processes have in their environment beside that of the tests. */
  Map<String, String> environment() {
    return environment;
  }

  /** Starts the launcher by its own path. */
  Process pharos(String... arguments) throws IOException {
    return start(path.resolve("pharos"), path, arguments);
  }

  /** Starts the launcher by another path, in a folder. */
  Process start(Path launcher, Path where, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(where.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log(started.size()).toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private Path log(int index) {
    return path.resolveSibling(index + ".log");
  }

  /** What the process of an index, from 0 on, printed. */
  String output(int index) throws IOException {
    return Files.readString(log(index));
  }

  @Override
  public void close() throws IOException {
    for (Process process : started) {
      process.destroyForcibly().onExit().join();
    }
    Files.deleteIfExists(path.resolve(PROGRAM)); // it leads out of the folder of the test
  }
}
