package io.pharos.sql.functions;

import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Optional;

/**
 * The patterns of {@code format_datetime}, which are Joda's (org.joda.time.format.DateTimeFormat):
 * {@code e}, {@code w}, {@code x} and {@code Y} mean other things than java.time's.
 */
final class JodaFormats {
  /** The zone that a time is shown in, and how far it is ahead of UTC then. */
  record Zone(String name, long offsetMinutes) {}

  private final LocalDateTime time;
  private final Optional<Zone> zone;
  private final StringBuilder text = new StringBuilder();

  private JodaFormats(LocalDateTime time, Optional<Zone> zone) {
    this.time = time;
    this.zone = zone;
  }

  static String format(LocalDateTime time, Optional<Zone> zone, String pattern) {
    if (pattern.isEmpty()) {
      throw new Refusal("Invalid pattern specification: Pattern is null or empty");
    }
    JodaFormats format = new JodaFormats(time, zone);
    for (int i = 0; i < pattern.length(); ) {
      i = isLetter(pattern.charAt(i)) ? format.field(pattern, i) : format.literal(pattern, i);
    }
    return format.text.toString();
  }

  private static boolean isLetter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  /** What stands in quotes, or is no letter; two quotes are one. */
  private int literal(String pattern, int start) {
    boolean quoted = false;
    int i = start;
    for (; i < pattern.length() && (quoted || !isLetter(pattern.charAt(i))); i++) {
      if (pattern.charAt(i) != '\'') {
        text.append(pattern.charAt(i));
      } else if (i + 1 < pattern.length() && pattern.charAt(i + 1) == '\'') {
        text.append('\'');
        i++;
      } else {
        quoted = !quoted;
      }
    }
    return i;
  }

  private int field(String pattern, int start) {
    char letter = pattern.charAt(start);
    int end = start;
    while (end < pattern.length() && pattern.charAt(end) == letter) {
      end++;
    }
    int length = end - start;
    switch (letter) {
      case 'G' -> text.append(time.getYear() > 0 ? "AD" : "BC");
      case 'C' -> number(time.get(ChronoField.YEAR_OF_ERA) / 100, length);
      case 'Y' -> year(length == 2 ? time.getYear() : time.get(ChronoField.YEAR_OF_ERA), length);
      case 'y' -> year(time.getYear(), length);
      case 'x' -> year(time.get(IsoFields.WEEK_BASED_YEAR), length);
      case 'w' -> number(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), length);
      case 'e' -> number(time.getDayOfWeek().getValue(), length);
      case 'E' -> text.append(time.getDayOfWeek().getDisplayName(style(length), Locale.ENGLISH));
      case 'D' -> number(time.getDayOfYear(), length);
      case 'M' -> month(length);
      case 'd' -> number(time.getDayOfMonth(), length);
      case 'a' -> text.append(time.getHour() < 12 ? "AM" : "PM");
      case 'K' -> number(time.getHour() % 12, length);
      case 'h' -> number((time.getHour() + 11) % 12 + 1, length);
      case 'H' -> number(time.getHour(), length);
      case 'k' -> number((time.getHour() + 23) % 24 + 1, length);
      case 'm' -> number(time.getMinute(), length);
      case 's' -> number(time.getSecond(), length);
      case 'S' -> fraction(length);
      case 'Z', 'z' -> zone(letter, length);
      default -> throw new Refusal("Illegal pattern component: " + pattern.substring(start, end));
    }
    return end;
  }

  private static TextStyle style(int length) {
    return length < 4 ? TextStyle.SHORT : TextStyle.FULL;
  }

  private void month(int length) {
    if (length < 3) {
      number(time.getMonthValue(), length);
    } else {
      text.append(time.getMonth().getDisplayName(style(length), Locale.ENGLISH));
    }
  }

  private void year(int year, int length) {
    number(length == 2 ? Math.abs(year) % 100 : year, length);
  }

  private void number(int value, int length) {
    String digits = Integer.toString(Math.abs(value));
    text.append(value < 0 ? "-" : "").repeat("0", Math.max(0, length - digits.length()));
    text.append(digits);
  }

  /** Of milliseconds. */
  private void fraction(int length) {
    String millis = "%03d".formatted(time.get(ChronoField.MILLI_OF_SECOND));
    text.append(millis, 0, Math.min(3, length)).repeat("0", Math.max(0, length - 3));
  }

  private void zone(char letter, int length) {
    Zone shown =
        zone.orElseThrow(
            () -> new Refusal("a time without a zone cannot be written with Z or z: give it one"));
    if (letter == 'Z' && length < 3) {
      long minutes = Math.abs(shown.offsetMinutes());
      String separator = length == 2 ? ":" : "";
      text.append(shown.offsetMinutes() < 0 ? "-" : "+");
      text.append("%02d%s%02d".formatted(minutes / 60, separator, minutes % 60));
    } else if (letter == 'Z' || shown.name().equals("UTC") || shown.name().matches("[+-].*")) {
      text.append(shown.name());
    } else {
      throw new Refusal("the name of a zone (z) is not written here: use ZZZ");
    }
  }
}
