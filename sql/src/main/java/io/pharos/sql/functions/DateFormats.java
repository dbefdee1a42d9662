package io.pharos.sql.functions;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** MySQL's date patterns, which Athena's date_format and date_parse take. */
final class DateFormats {
  private static final int MAX_FRACTION = 9;

  private DateFormats() {}

  static String format(long micros, String pattern) {
    if (pattern.isEmpty()) {
      throw new Refusal("Invalid pattern specification: Pattern is null or empty");
    }
    LocalDateTime time = Times.local(micros);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c != '%') {
        text.append(c);
      } else if (++i == pattern.length()) {
        text.append('%');
      } else {
        text.append(part(time, pattern.charAt(i)));
      }
    }
    return text.toString();
  }

  private static String part(LocalDateTime time, char code) {
    int twelve = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
    return switch (code) {
      case 'a' -> time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case 'b' -> time.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case 'c' -> Integer.toString(time.getMonthValue());
      case 'd' -> digits(2, time.getDayOfMonth());
      case 'e' -> Integer.toString(time.getDayOfMonth());
      case 'f' -> digits(6, time.getNano() / 1_000_000 * 1_000);
      case 'H' -> digits(2, time.getHour());
      case 'h', 'I' -> digits(2, twelve);
      case 'i' -> digits(2, time.getMinute());
      case 'j' -> digits(3, time.getDayOfYear());
      case 'k' -> Integer.toString(time.getHour());
      case 'l' -> Integer.toString(twelve);
      case 'M' -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'm' -> digits(2, time.getMonthValue());
      case 'p' -> time.getHour() < 12 ? "AM" : "PM";
      case 'r' ->
          part(time, 'h') + ":" + part(time, 'i') + ":" + part(time, 's') + " " + part(time, 'p');
      case 'S', 's' -> digits(2, time.getSecond());
      case 'T' -> part(time, 'H') + ":" + part(time, 'i') + ":" + part(time, 's');
      case 'v' -> digits(2, time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case 'W' -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'x' -> digits(4, time.get(IsoFields.WEEK_BASED_YEAR));
      case 'Y' -> digits(4, time.getYear());
      case 'y' -> digits(2, Math.floorMod(time.getYear(), 100));
      case 'D', 'U', 'u', 'V', 'w', 'X' ->
          throw new Refusal("%" + code + " not supported in date format string");
      default -> Character.toString(code);
    };
  }

  private static String digits(int count, int value) {
    return String.format(Locale.ROOT, "%0" + count + "d", value);
  }

  static long parse(String text, String pattern) {
    return parse(text, pattern, MAX_FRACTION);
  }

  /**
   * The microseconds of a local time.
   *
   * @param fraction how many digits of a second are read at most
   */
  static long parse(String text, String pattern, int fraction) {
    try {
      return Times.micros(new Reading(text, fraction).read(pattern).time());
    } catch (DateTimeException | IndexOutOfBoundsException e) {
      throw new Refusal("Invalid format: \"" + text + "\"");
    }
  }

  /** A text that is read by a pattern, part after part. */
  private static final class Reading {
    private final String text;
    private final int fraction;
    private int at;
    private int year = Integer.MIN_VALUE;
    private int month = 1;
    private int day = 1;
    private int dayOfYear;
    private int week;
    private boolean named;
    private boolean tight;
    private int hour;
    private int half = -1;
    private int minute;
    private int second;
    private int micros;

    Reading(String text, int fraction) {
      this.text = text;
      this.fraction = fraction;
    }

    Reading read(String pattern) {
      for (int i = 0; i < pattern.length(); i++) {
        char c = pattern.charAt(i);
        if (c == '%' && i + 1 < pattern.length()) {
          tight = i + 3 < pattern.length() && pattern.charAt(i + 2) == '%';
          part(pattern.charAt(++i));
        } else {
          literal(c);
        }
      }
      if (pattern.isEmpty() || at < text.length()) {
        throw refused();
      }
      return this;
    }

    private Refusal refused() {
      return new Refusal(
          "Invalid format: \""
              + text
              + "\" is malformed at \""
              + text.substring(Math.min(at, text.length()))
              + "\"");
    }

    private void literal(char c) {
      if (at >= text.length() || text.charAt(at) != c) {
        throw refused();
      }
      at++;
    }

    private void part(char code) {
      switch (code) {
        case 'Y', 'x' -> year = sign() * number(tight ? 4 : 9);
        case 'y' -> {
          int two = number(2);
          year = two < 70 ? 2000 + two : 1900 + two;
        }
        case 'm', 'c' -> month(number(2));
        case 'd', 'e' -> {
          day = number(2);
          named = true;
        }
        case 'H', 'k' -> hour = number(2);
        case 'h', 'I', 'l' -> {
          int twelve = number(2);
          if (twelve < 1 || twelve > 12) {
            throw refused();
          }
          hour = twelve % 12;
          half = Math.max(half, 0);
        }
        case 'i' -> minute = number(2);
        case 'S', 's' -> second = number(2);
        case 'f' -> fraction();
        case 'p' -> half = name("AM", "PM");
        case 'j' -> dayOfYear = number(3);
        case 'v' -> week = number(2);
        case 'b', 'M' -> month(1 + months());
        case 'a', 'W' -> weekday();
        case 'T' -> read2("%H:%i:%s");
        case 'r' -> read2("%h:%i:%s %p");
        case 'D', 'U', 'u', 'V', 'w', 'X' ->
            throw new Refusal("%" + code + " not supported in date format string");
        default -> literal(code);
      }
    }

    private void read2(String pattern) {
      for (int i = 0; i < pattern.length(); i++) {
        char c = pattern.charAt(i);
        if (c == '%') {
          part(pattern.charAt(++i));
        } else {
          literal(c);
        }
      }
    }

    private static boolean isDigit(char c) {
      return c >= '0' && c <= '9';
    }

    private void month(int value) {
      month = value;
      named = true;
    }

    private int sign() {
      if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
        return text.charAt(at++) == '-' ? -1 : 1;
      }
      return 1;
    }

    private int number(int most) {
      int start = at;
      while (at < text.length() && at - start < most && isDigit(text.charAt(at))) {
        at++;
      }
      if (start == at) {
        throw refused();
      }
      return Integer.parseInt(text.substring(start, at));
    }

    private void fraction() {
      int start = at;
      while (at < text.length() && at - start < fraction && isDigit(text.charAt(at))) {
        at++;
      }
      if (start == at) {
        throw refused();
      }
      String digits = (text.substring(start, at) + "00").substring(0, 3);
      micros = Integer.parseInt(digits) * 1_000;
    }

    /** Short or full: Joda-Time, which Trino reads with, takes both. */
    private int months() {
      String[] names = new String[24];
      for (int i = 0; i < 12; i++) {
        names[i] = Month.of(i + 1).getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
        names[i + 12] = Month.of(i + 1).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      }
      return name(names) % 12;
    }

    private void weekday() {
      throw new Refusal("a day of the week is not read by date_parse here: leave it out");
    }

    private int name(String... names) {
      int found = -1;
      for (int i = 0; i < names.length; i++) {
        boolean longer = found < 0 || names[i].length() > names[found].length();
        if (longer && text.regionMatches(true, at, names[i], 0, names[i].length())) {
          found = i;
        }
      }
      if (found < 0) {
        throw refused();
      }
      at += names[found].length();
      return found;
    }

    LocalDateTime time() {
      if (year == Integer.MIN_VALUE) {
        year = named ? 2000 : 1970; // as Joda-Time, which Trino reads with
      }
      LocalDate date =
          dayOfYear > 0 && !named
              ? LocalDate.ofYearDay(year, dayOfYear)
              : week > 0 ? weekOf() : LocalDate.of(year, month, day);
      int hours = half == 1 ? hour + 12 : hour;
      return date.atTime(hours, minute, second, micros * 1_000);
    }

    private LocalDate weekOf() {
      return LocalDate.of(year, 1, 4)
          .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week)
          .with(java.time.DayOfWeek.MONDAY);
    }
  }
}
