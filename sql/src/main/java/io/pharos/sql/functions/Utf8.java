package io.pharos.sql.functions;

import java.nio.charset.StandardCharsets;

/**
 * Bytes that are no UTF-8, as Trino reads them: a replacement character for each sequence that
 * begins as one, also for those of five and six bytes that UTF-8 once had.
 */
final class Utf8 {
  private static final char REPLACEMENT = '\uFFFD';

  /** The least code point that needs so many bytes. */
  private static final int[] LEAST = {0, 0, 0x80, 0x800, 0x10000};

  private Utf8() {}

  static String text(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length);
    int at = 0;
    while (at < bytes.length) {
      int length = length(bytes[at]);
      int there = 1;
      while (there < length && at + there < bytes.length && continues(bytes[at + there])) {
        there++;
      }
      if (there == length && valid(bytes, at, length)) {
        text.append(new String(bytes, at, length, StandardCharsets.UTF_8));
      } else {
        text.append(REPLACEMENT);
      }
      at += there;
    }
    return text.toString();
  }

  /** The bytes of the sequence that a byte begins; 1 for one that begins none. */
  private static int length(byte first) {
    int ones = Integer.numberOfLeadingZeros(~(first << 24));
    return ones >= 2 && ones <= 6 ? ones : 1;
  }

  private static boolean continues(byte next) {
    return (next & 0xC0) == 0x80;
  }

  private static boolean valid(byte[] bytes, int at, int length) {
    if (length == 1) {
      return bytes[at] >= 0;
    }
    if (length >= LEAST.length) {
      return false;
    }
    int point = bytes[at] & (0x7F >> length);
    for (int i = 1; i < length; i++) {
      point = (point << 6) | (bytes[at + i] & 0x3F);
    }
    return point >= LEAST[length]
        && point <= Character.MAX_CODE_POINT
        && (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE);
  }
}
