package io.pharos.embedded.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A second process that opens a data folder and holds it until its input ends. */
final class OtherProcess implements AutoCloseable {
  private static final String HELD = "held";

  private final Process process;
  private final String answer;

  private OtherProcess(Process process, String answer) {
    this.process = process;
    this.answer = answer;
  }

  /** Starts it; it holds the folder when this returns. */
  static OtherProcess hold(Path folder, String url) throws IOException {
    OtherProcess other = start(folder, url);
    if (!other.answer.equals(HELD)) {
      other.process.destroyForcibly();
      throw new IOException(other.answer);
    }
    return other;
  }

  /** Lets it try; what came of it. */
  static String attempt(Path folder) throws IOException {
    try (OtherProcess other = start(folder, "")) {
      return other.answer;
    }
  }

  private static OtherProcess start(Path folder, String url) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    classPath,
                    OtherProcess.class.getName(),
                    folder.toString(),
                    url))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    return new OtherProcess(process, Objects.requireNonNullElse(out.readLine(), "ended"));
  }

  long pid() {
    return process.pid();
  }

  /** As {@code kill -9} does. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().join();
  }

  /** The second process. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Optional<String> url = Optional.of(arguments[1]).filter(text -> !text.isEmpty());
    try (DataFolder held = DataFolder.open(folder, url)) {
      System.out.println(held.writable() ? HELD : "not writable");
      System.in.readAllBytes();
    } catch (DataFolderInUse e) {
      System.out.println("refused: " + e.getMessage());
    }
  }
}
