package io.pharos.embedded.stream;

import io.pharos.core.stream.AppendResult;
import io.pharos.core.testing.MovableClock;
import io.pharos.core.testing.Tables;
import io.pharos.embedded.testing.Lines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A process whose files may not grow beyond a limit, so that a write fails in its middle. */
final class FullFile {
  private static final int EVENT_BYTES = 10_000;
  private static final int EVENTS = 20;

  private FullFile() {}

  /** What the stream answered: the events that it stored, and how many it refused. */
  record Outcome(List<String> stored, int refused) {}

  /** Appends events larger than what is left, then one that fits again. */
  static Outcome fill(Path folder) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -f 128 && exec \"$0\" \"$@\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                classPath,
                FullFile.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> answers =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    process.onExit().join();
    return new Outcome(
        answers.stream().filter(answer -> !answer.equals("refused")).toList(),
        (int) answers.stream().filter(answer -> answer.equals("refused")).count());
  }

  /** The process: says of each event its name, or that it was refused. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    List<String> names = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      names.add("e" + i + "-" + "x".repeat(EVENT_BYTES));
    }
    names.add("small");
    try (SegmentEventStream stream =
        SegmentEventStream.open(
            folder,
            List.of(Tables.IMPRESSIONS),
            table -> new StreamLimits(64L << 20, Duration.ofMinutes(15), 32L << 20, 0),
            new MovableClock("1970-01-01T00:00:00Z"),
            () -> Long.MAX_VALUE,
            segment -> {})) {
      for (String name : names) {
        AppendResult result =
            stream
                .append(Tables.IMPRESSIONS.name(), List.of(Lines.record(Instant.EPOCH, name)))
                .toCompletableFuture()
                .join()
                .getFirst();
        System.out.println(
            result instanceof AppendResult.Stored ? name.replaceAll("-x+", "") : "refused");
      }
    }
  }
}
