package io.pharos.embedded.files;

/** Paths as patterns: the engine reads every path as a pattern, which may match others. */
public final class PathPattern {
  private static final String SIGNS = "*?[";

  private PathPattern() {}

  /** The pattern that matches this path alone. */
  public static String of(String path) {
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (SIGNS.indexOf(c) < 0) {
        pattern.append(c);
      } else {
        pattern.append('[').append(c).append(']');
      }
    }
    return pattern.toString();
  }

  /** Whether a path has no such pattern: a backslash in a pattern is the end of a folder. */
  static boolean impossible(String path) {
    return path.indexOf('\\') >= 0 && !of(path).equals(path);
  }
}
