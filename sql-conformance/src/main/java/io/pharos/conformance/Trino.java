package io.pharos.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Trino 483 in a process of its own, with its own class path ({@code oracle} beside this module).
 * It is asked, and answers, in turn: what is done between the two is done while it works.
 */
final class Trino implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final Writer statements;
  private final BufferedReader answers;

  private Trino(Process process) {
    this.process = process;
    this.statements = process.outputWriter(UTF_8);
    this.answers = process.inputReader(UTF_8);
  }

  /** Whether the class path was written, as {@code ./pharos test} and {@code conformance} do. */
  static boolean isThere(Path oracle) {
    return Files.isRegularFile(classPath(oracle));
  }

  static Trino start(Path oracle) throws IOException {
    Path log = oracle.resolve("target/oracle.log");
    return new Trino(
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--add-modules=jdk.incubator.vector",
                    "-Xmx384m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1", // what a statement compiles runs once
                    "-cp",
                    Files.readString(classPath(oracle)).strip(),
                    oracle.resolve("Oracle.java").toString()))
            .redirectError(log.toFile())
            .start());
  }

  private static Path classPath(Path oracle) {
    return oracle.resolve("target/classpath");
  }

  void ask(String sql) throws IOException {
    statements.write(JSON.writeValueAsString(sql) + "\n");
    statements.flush();
  }

  Answered answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("Trino ended; its log is oracle/target/oracle.log");
    }
    return Answered.of(line);
  }

  @Override
  public void close() throws IOException {
    statements.close();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
