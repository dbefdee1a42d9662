package io.pharos.core.value;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Timestamps as events carry them: read as {@code YYYY-MM-DD HH:MM:SS[.fff]} or ISO 8601, kept as
 * {@code YYYY-MM-DD HH:MM:SS.fff}, UTC, in the years 0001 to 9999. Digits below a millisecond are
 * cut.
 */
public final class Timestamps {
  /** Characters of a timestamp as it is kept. */
  public static final int LENGTH = 23;

  /** What {@link #parse} answers for text that is no timestamp. */
  public static final long INVALID = Long.MIN_VALUE;

  private static final long FIRST =
      LocalDate.of(1, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
  private static final long LAST =
      LocalDate.of(10_000, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli() - 1;
  private static final int SECONDS_LENGTH = 19;
  private static final long DAY_MILLIS = 86_400_000;

  private Timestamps() {}

  /** Milliseconds since 1970, or {@link #INVALID}. */
  public static long parse(CharSequence text) {
    long plain = parsePlain(text);
    return plain != INVALID ? plain : parseIso(text);
  }

  /** Writes a time over {@link #LENGTH} bytes. */
  public static void write(long millis, byte[] target, int at) {
    long epochDay = Math.floorDiv(millis, DAY_MILLIS);
    int ofDay = (int) Math.floorMod(millis, DAY_MILLIS);
    LocalDate date = LocalDate.ofEpochDay(epochDay);
    digits(target, at, date.getYear(), 4);
    target[at + 4] = '-';
    digits(target, at + 5, date.getMonthValue(), 2);
    target[at + 7] = '-';
    digits(target, at + 8, date.getDayOfMonth(), 2);
    target[at + 10] = ' ';
    digits(target, at + 11, ofDay / 3_600_000, 2);
    target[at + 13] = ':';
    digits(target, at + 14, ofDay / 60_000 % 60, 2);
    target[at + 16] = ':';
    digits(target, at + 17, ofDay / 1_000 % 60, 2);
    target[at + 19] = '.';
    digits(target, at + 20, ofDay % 1_000, 3);
  }

  /** A time as text. */
  public static String format(long millis) {
    byte[] text = new byte[LENGTH];
    write(millis, text, 0);
    return new String(text, java.nio.charset.StandardCharsets.US_ASCII);
  }

  private static void digits(byte[] target, int at, int value, int count) {
    for (int digit = count - 1; digit >= 0; digit--) {
      target[at + digit] = (byte) ('0' + value % 10);
      value /= 10;
    }
  }

  /**
   * The common form, a space or T in the middle, perhaps a fraction, perhaps a Z, without garbage.
   */
  private static long parsePlain(CharSequence text) {
    int length = text.length();
    if (length < SECONDS_LENGTH
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || (text.charAt(10) != ' ' && text.charAt(10) != 'T')
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      return INVALID;
    }
    int end = text.charAt(10) == 'T' && text.charAt(length - 1) == 'Z' ? length - 1 : length;
    int fraction = fraction(text, end);
    int year = number(text, 0, 4);
    int month = number(text, 5, 2);
    int day = number(text, 8, 2);
    int hour = number(text, 11, 2);
    int minute = number(text, 14, 2);
    int second = number(text, 17, 2);
    if (fraction < 0 || year < 1 || month < 1 || month > 12 || day < 1 || hour < 0 || hour > 23) {
      return INVALID;
    }
    if (minute < 0 || minute > 59 || second < 0 || second > 59 || day > daysIn(year, month)) {
      return INVALID;
    }
    long seconds =
        LocalDate.of(year, month, day).toEpochDay() * 86_400
            + hour * 3_600L
            + minute * 60L
            + second;
    return seconds * 1_000 + fraction;
  }

  private static int daysIn(int year, int month) {
    return switch (month) {
      case 2 -> java.time.Year.isLeap(year) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /** The milliseconds behind the seconds; -1 where something else stands there. */
  private static int fraction(CharSequence text, int end) {
    if (end == SECONDS_LENGTH) {
      return 0;
    }
    int digits = end - SECONDS_LENGTH - 1;
    if (text.charAt(SECONDS_LENGTH) != '.' || digits < 1 || digits > 9) {
      return -1;
    }
    int all = number(text, SECONDS_LENGTH + 1, digits);
    if (all < 0) {
      return -1;
    }
    int millis = number(text, SECONDS_LENGTH + 1, Math.min(digits, 3));
    return digits == 1 ? millis * 100 : digits == 2 ? millis * 10 : millis;
  }

  private static int number(CharSequence text, int at, int count) {
    int value = 0;
    for (int i = at; i < at + count; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** The rarer forms: an offset, minutes only. */
  private static long parseIso(CharSequence text) {
    try {
      var parsed =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              text, OffsetDateTime::from, LocalDateTime::from);
      long millis =
          switch (parsed) {
            case OffsetDateTime zoned -> zoned.toInstant().toEpochMilli();
            case LocalDateTime utc -> utc.toInstant(ZoneOffset.UTC).toEpochMilli();
            default -> INVALID;
          };
      return millis < FIRST || millis > LAST ? INVALID : millis;
    } catch (DateTimeException | ArithmeticException notATime) {
      return INVALID;
    }
  }
}
