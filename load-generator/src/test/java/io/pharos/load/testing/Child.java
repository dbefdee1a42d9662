package io.pharos.load.testing;

import io.pharos.load.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program as a process of its own, with its output in files of a folder. */
public final class Child implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 300;
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private final Process process;
  private final Path out;
  private final Path err;

  private Child(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts the program with arguments.
   *
   * @param system properties of the process's JVM
   * @param environment on top of this process's
   */
  public static Child start(
      Path folder,
      Map<String, String> system,
      Map<String, String> environment,
      String... arguments) {
    List<String> command = new ArrayList<>(List.of(JAVA, "-cp", classPath()));
    system.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(environment);
    try {
      return new Child(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A script that starts a {@link FakeWarehouse}, as the launcher starts a warehouse. */
  public static Path launcher(Path folder) throws IOException {
    Path script = folder.resolve("launcher");
    Files.writeString(
        script,
        "#!/bin/sh\nexec '%s' -cp '%s' %s \"$@\"\n"
            .formatted(JAVA, classPath(), FakeWarehouse.class.getName()));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script;
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  /** Ctrl-C; where this process was started deaf to it, and so its children are, SIGTERM. */
  public void interrupt() throws IOException, InterruptedException {
    Process deaf = new ProcessBuilder("sh", "-c", "kill -INT $$; exit 0").start();
    String signal = deaf.waitFor() == 0 ? "-TERM" : "-INT";
    new ProcessBuilder("kill", signal, "" + process.pid()).start().waitFor();
  }

  /** Waits for the end; the exit code. */
  public int code() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("it does not end; it said: " + err());
    }
    return process.exitValue();
  }

  public String out() {
    return text(out);
  }

  public String err() {
    return text(err);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
