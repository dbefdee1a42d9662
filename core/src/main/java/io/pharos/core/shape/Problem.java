package io.pharos.core.shape;

import java.util.Comparator;

/**
 * An error in a file that people write.
 *
 * @param file relative to the folder that was read
 * @param line from 1
 * @param key path of the wrong key, such as {@code columns[1].type}; empty for the whole file
 * @param message what is wrong and what to do
 */
public record Problem(String file, int line, String key, String message)
    implements Comparable<Problem> {
  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::file)
          .thenComparingInt(Problem::line)
          .thenComparing(Problem::key);

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return file + ":" + line + ": " + (key.isEmpty() ? "" : key + ": ") + message;
  }
}
