package io.pharos.load.tally;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.pharos.load.run.RunFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of tallies: {@code {"ad_id": "..", "day": "2026-11-21", "impressions": 4, "clicks": 1}}, a
 * line for each ad and day, in the order of both.
 */
public final class TallyFile {
  private TallyFile() {}

  /** Makes sure, before anything is counted, that the file can be written. */
  public static void writable(Path file) throws RunFailed {
    write(new Tallies(), file);
  }

  public static void write(Tallies tallies, Path file) throws RunFailed {
    List<String> lines = new ArrayList<>();
    for (String ad : tallies.ads().stream().sorted().toList()) {
      tallies
          .days(ad)
          .forEach((day, traffic) ->
              lines.add(
                  JsonNodeFactory.instance
                      .objectNode()
                      .put("ad_id", ad)
                      .put("day", day.toString())
                      .put("impressions", traffic.impressions())
                      .put("clicks", traffic.clicks())
                      .toString()));
    }
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw new RunFailed(
          "the file " + file + " cannot be written (" + e + "); name another with --tally", e);
    }
  }
}
