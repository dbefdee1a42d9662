package io.pharos.embedded.state;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** SQL in a file beside this class. */
final class SqlFile {
  private static final Map<String, String> READ = new ConcurrentHashMap<>();

  private SqlFile() {}

  /**
   * The text of a file; it is read once.
   *
   * @param name without its ending, such as {@code runs/record}
   */
  static String text(String name) {
    return READ.computeIfAbsent(name, SqlFile::read);
  }

  private static String read(String name) {
    String file = name + ".sql";
    try (InputStream in = Objects.requireNonNull(SqlFile.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new StateFailure(file + " cannot be read", e);
    }
  }
}
