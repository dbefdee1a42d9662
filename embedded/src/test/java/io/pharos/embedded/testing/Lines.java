package io.pharos.embedded.testing;

import io.pharos.core.stream.StreamRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

/** Events of {@code advertising.impressions} as the stream keeps them. */
public final class Lines {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private Lines() {}

  /** One event, without its newline. */
  public static String impression(String ad, Instant receivedAt) {
    return "{\"impression_id\":\"id-"
        + ad
        + "\",\"ad_id\":\""
        + ad
        + "\",\"occurred_at\":\"2026-11-21 09:29:59.123\",\"received_at\":\""
        + STAMP.format(receivedAt)
        + "\"}";
  }

  /** A record of events that arrived at a time. */
  public static StreamRecord record(Instant receivedAt, String... ads) {
    int[] minutes = new int[ads.length];
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < ads.length; i++) {
      lines.append(impression(ads[i], receivedAt)).append('\n');
      minutes[i] = (int) (Instant.parse("2026-11-21T09:29:00Z").getEpochSecond() / 60);
    }
    return new StreamRecord(lines.toString().getBytes(StandardCharsets.UTF_8), minutes);
  }

  /** The files below a folder whose name ends like this, by path. */
  public static List<Path> files(Path folder, String suffix) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All lines of some files. */
  public static List<String> of(List<Path> files) {
    return files.stream().flatMap(file -> of(file).stream()).toList();
  }

  public static List<String> of(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
