package io.pharos.core.value;

import java.util.concurrent.ThreadLocalRandom;

/** UUIDs that sort by the time they were made: version 7 of RFC 9562, in lower case. */
public final class UuidV7 {
  /** Characters of a UUID as text. */
  public static final int LENGTH = 36;

  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };
  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private UuidV7() {}

  /** A new UUID of a time in milliseconds since 1970. */
  public static String at(long millis) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return of(millis, random.nextLong(), random.nextLong());
  }

  /** The least UUID of a time. */
  public static String first(long millis) {
    return of(millis, 0, 0);
  }

  /** The UUID of a time whose other bits are given: the same for the same. */
  @SuppressWarnings(
      "deprecation") // the constructor for text known to be ASCII, three times as fast
  public static String of(long millis, long moreHigh, long moreLow) {
    long high = (millis << 16) | VERSION | (moreHigh & 0xFFFL);
    long low = (moreLow >>> 2) | VARIANT;
    byte[] text = new byte[LENGTH];
    hex(text, 0, high >>> 32, 8);
    text[8] = '-';
    hex(text, 9, high >>> 16, 4);
    text[13] = '-';
    hex(text, 14, high, 4);
    text[18] = '-';
    hex(text, 19, low >>> 48, 4);
    text[23] = '-';
    hex(text, 24, low, 12);
    return new String(text, 0);
  }

  private static void hex(byte[] text, int at, long value, int digits) {
    for (int digit = digits - 1; digit >= 0; digit--) {
      text[at + digit] = HEX[(int) value & 0xF];
      value >>>= 4;
    }
  }
}
