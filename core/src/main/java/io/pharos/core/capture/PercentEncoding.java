package io.pharos.core.capture;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Writes bytes that are not allowed in a part of an address as {@code %7C}.
 *
 * @param plain the characters that stay as they are, besides letters and digits
 */
public record PercentEncoding(String plain) {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** Encodes a plain text: a percent sign is encoded like other characters. */
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

  /** Whether a character or byte stays as it is. */
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
