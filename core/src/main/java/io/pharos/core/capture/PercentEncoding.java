package io.pharos.core.capture;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Writes bytes that may not stand in a part of an address as {@code %7C}.
 *
 * @param plain what may stand there as it is, besides letters and digits
 */
public record PercentEncoding(String plain) {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** A text whose bytes are all of its own: a percent sign is encoded like others. */
  public String encoded(String text) {
    StringBuilder encoded = new StringBuilder(text.length());
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      if (keeps(one)) {
        encoded.append((char) one);
      } else {
        append(one, encoded);
      }
    }
    return encoded.toString();
  }

  /** Whether a character, or a byte, may stand as it is. */
  boolean keeps(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || plain.indexOf(c) >= 0;
  }

  static void append(byte one, StringBuilder to) {
    to.append('%').append(HEX.toHexDigits(one));
  }
}
