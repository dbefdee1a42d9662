package io.pharos.core.shape;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that people write: UTF-8, with or without a byte order mark. */
public final class TextFile {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private TextFile() {}

  /**
   * Reads all of it.
   *
   * @throws java.nio.charset.CharacterCodingException if it is not UTF-8
   */
  public static String read(Path file) throws IOException {
    String text = Files.readString(file);
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
  }
}
