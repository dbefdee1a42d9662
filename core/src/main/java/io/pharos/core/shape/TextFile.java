package io.pharos.core.shape;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that people write: UTF-8, whether its editor begins it with a byte order mark or not. */
public final class TextFile {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private TextFile() {}

  /**
   * Reads all of it.
   *
   * @throws java.nio.charset.CharacterCodingException where it is not UTF-8
   */
  public static String read(Path file) throws IOException {
    String text = Files.readString(file);
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
  }
}
