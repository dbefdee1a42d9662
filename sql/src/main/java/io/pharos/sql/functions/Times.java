package io.pharos.sql.functions;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as microseconds since 1970 of a local time, or of UTC. */
public final class Times {
  private static final long MICROS = 1_000_000;
  private static final Pattern DATE = Pattern.compile("([+-]?)(\\d{1,6})-(\\d{1,2})-(\\d{1,2})");
  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "([+-]?\\d{1,6}-\\d{1,2}-\\d{1,2})(?: (\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d+))?)?)?(?:\\s*([+-]\\d\\d?(?::?\\d\\d)?|[A-Za-z][\\w/+-]*))?");
  private static final Pattern TIME =
      Pattern.compile("(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d+))?)?");
  private static final Pattern ISO =
      Pattern.compile(
          "([+-]?\\d{4,}(?:-\\d\\d?(?:-\\d\\d?)?|-?W\\d\\d(?:-\\d)?|-\\d{3})?)(?:T(?:(\\d\\d?)(?::(\\d\\d)(?::(\\d\\d)(?:[.,](\\d+))?)?)?)?(Z|[+-]\\d\\d(?::?\\d\\d)?)?)?");

  private Times() {}

  /** How many milliseconds, or months, a unit of an interval is; 0 for one that is not known. */
  public static long intervalFactor(String unit) {
    String name = unit.replaceAll("[^A-Z]", "");
    return switch (name) {
      case "SECOND" -> 1_000;
      case "MINUTE" -> 60_000;
      case "HOUR" -> 3_600_000;
      case "DAY" -> 86_400_000;
      case "WEEK" -> 604_800_000;
      case "MONTH" -> 1;
      case "YEAR" -> 12;
      default -> 0;
    };
  }

  public static long scaled(String number, long factor) {
    BigDecimal value = new BigDecimal(number);
    if (value.scale() > 0 && factor != 1_000) {
      throw new IllegalArgumentException(number);
    }
    return value
        .multiply(BigDecimal.valueOf(factor))
        .setScale(0, RoundingMode.DOWN)
        .longValueExact();
  }

  /** A number as a literal writes it. */
  public static double number(String text) {
    return Double.parseDouble(text);
  }

  /** A date of a literal, as DuckDB reads it. */
  public static String dateText(String text) {
    LocalDate date = localDate(text.strip());
    return date.getYear() > 0
        ? String.format(
            Locale.ROOT, "%d-%02d-%02d", date.getYear(), date.getMonthValue(), date.getDayOfMonth())
        : String.format(
            Locale.ROOT,
            "%d-%02d-%02d (BC)",
            1 - date.getYear(),
            date.getMonthValue(),
            date.getDayOfMonth());
  }

  private static LocalDate localDate(String text) {
    Matcher parts = DATE.matcher(text);
    if (!parts.matches()) {
      throw new Refusal("Value cannot be cast to date: " + text);
    }
    try {
      int year = Integer.parseInt(parts.group(2)) * (parts.group(1).equals("-") ? -1 : 1);
      return LocalDate.of(year, Integer.parseInt(parts.group(3)), Integer.parseInt(parts.group(4)));
    } catch (DateTimeException e) {
      throw new Refusal("Value cannot be cast to date: " + text);
    }
  }

  static long date(String text) {
    return micros(localDate(text.strip()).atStartOfDay());
  }

  /** The microseconds of a local time, rounded to some digits of a second. */
  public static long timestamp(String text, long digits) {
    Matcher parts = TIMESTAMP.matcher(text.strip());
    if (!parts.matches()) {
      throw new Refusal("Value cannot be cast to timestamp: " + text);
    }
    try {
      LocalDate date = localDate(parts.group(1));
      LocalTime time =
          parts.group(2) == null
              ? LocalTime.MIDNIGHT
              : LocalTime.of(
                  Integer.parseInt(parts.group(2)),
                  Integer.parseInt(parts.group(3)),
                  parts.group(4) == null ? 0 : Integer.parseInt(parts.group(4)));
      String zone = parts.group(6);
      if (zone != null
          && zone.matches("[A-Za-z].*")
          && !ZoneId.getAvailableZoneIds().contains(zone)) {
        throw new Refusal("Value cannot be cast to timestamp: " + text);
      }
      return micros(date.atTime(time)) + fraction(parts.group(5), digits);
    } catch (DateTimeException e) {
      throw new Refusal("Value cannot be cast to timestamp: " + text);
    }
  }

  private static long fraction(@org.jspecify.annotations.Nullable String digits, long kept) {
    return digits == null
        ? 0
        : new BigDecimal("0." + digits)
            .setScale((int) kept, RoundingMode.HALF_UP)
            .movePointRight(6)
            .longValue();
  }

  static long micros(LocalDateTime time) {
    return Math.addExact(
        Math.multiplyExact(time.toEpochSecond(ZoneOffset.UTC), MICROS),
        time.get(ChronoField.MICRO_OF_SECOND));
  }

  static LocalDateTime local(long micros) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, MICROS), (int) Math.floorMod(micros, MICROS) * 1_000, ZoneOffset.UTC);
  }

  static long rounded(long micros, long digits) {
    long unit = (long) Math.pow(10, (double) (6 - digits));
    return Math.floorDiv(micros + unit / 2, unit) * unit;
  }

  static String text(long micros, long digits) {
    LocalDateTime time = local(micros);
    return time.format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT))
        + fraction(time.toLocalTime(), digits);
  }

  static String iso(long micros, long digits) {
    return local(micros).toLocalDate()
        + "T"
        + timeText(Math.floorMod(micros, 86_400 * MICROS), digits);
  }

  /** With how far the zone was ahead of UTC then. */
  static String iso(long micros, long instant, long digits) {
    long minutes = (micros - instant) / 60_000_000;
    String ahead =
        minutes == 0
            ? "Z"
            : "%s%02d:%02d"
                .formatted(minutes < 0 ? "-" : "+", Math.abs(minutes) / 60, Math.abs(minutes) % 60);
    return iso(micros, digits) + ahead;
  }

  private static String fraction(LocalTime time, long digits) {
    return digits == 0
        ? ""
        : "."
            + String.format(Locale.ROOT, "%06d", time.get(ChronoField.MICRO_OF_SECOND))
                .substring(0, (int) digits);
  }

  static String timeText(long micros, long digits) {
    LocalTime time = LocalTime.ofNanoOfDay(micros * 1_000);
    return time.format(DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT))
        + fraction(time, digits);
  }

  static String dayTimeText(long millis) {
    long all = Math.abs(millis);
    return String.format(
        Locale.ROOT,
        "%s%d %02d:%02d:%02d.%03d",
        millis < 0 ? "-" : "",
        all / 86_400_000,
        all / 3_600_000 % 24,
        all / 60_000 % 60,
        all / 1_000 % 60,
        all % 1_000);
  }

  static String yearMonthText(long months) {
    return (months < 0 ? "-" : "") + Math.abs(months) / 12 + "-" + Math.abs(months) % 12;
  }

  /** Full months between, counted as adding them does. */
  static long monthsBetween(long from, long to) {
    if (from > to) {
      return -monthsBetween(to, from);
    }
    LocalDateTime start = local(from);
    LocalDateTime end = local(to);
    long months =
        (end.getYear() - start.getYear()) * 12L + end.getMonthValue() - start.getMonthValue();
    return start.plusMonths(months).isAfter(end) ? months - 1 : months;
  }

  static long unix(double seconds) {
    if (Math.abs(seconds) > 9e11) {
      throw new Refusal("this is no time: " + seconds);
    }
    return Math.round(seconds * 1_000) * 1_000;
  }

  static String formatted(long micros, String pattern) {
    return JodaFormats.format(local(micros), Optional.empty(), pattern);
  }

  /** In a zone, of its local time and the instant. */
  static String formatted(long micros, long instant, String zone, String pattern) {
    long ahead = (micros - instant) / 60_000_000;
    return JodaFormats.format(
        local(micros), Optional.of(new JodaFormats.Zone(zone, ahead)), pattern);
  }

  static long isoDate(String text) {
    Matcher parts = ISO.matcher(text);
    if (!parts.matches() || text.contains("T")) {
      throw new Refusal("this is no ISO 8601 date: " + text);
    }
    return micros(isoDay(parts.group(1), text).atStartOfDay());
  }

  private static LocalDate isoDay(String day, String text) {
    try {
      if (day.contains("W")) {
        String full = day.matches(".*W\\d\\d") ? day + "-1" : day;
        return LocalDate.parse(full, DateTimeFormatter.ISO_WEEK_DATE);
      }
      if (day.matches("[+-]?\\d{4,}-\\d{3}")) {
        return LocalDate.parse(day, DateTimeFormatter.ISO_ORDINAL_DATE);
      }
      String full =
          day.matches("[+-]?\\d{4,}")
              ? day + "-01-01"
              : day.matches("[+-]?\\d{4,}-\\d\\d?") ? day + "-01" : day;
      return localDate(full);
    } catch (DateTimeException e) {
      throw new Refusal("this is no ISO 8601 date: " + text);
    }
  }

  /** The zone that a text in ISO 8601 says; UTC where it says none. */
  public static String isoZone(String text) {
    Matcher parts = ISO.matcher(text);
    return !parts.matches() || parts.group(6) == null || parts.group(6).equals("Z")
        ? "UTC"
        : parts.group(6);
  }

  static long isoUtc(String text) {
    String zone = isoZone(text);
    if (!zone.matches("UTC|[+-]00:?(00)?")) {
      throw new Refusal(
          "'" + text + "' is in another zone than UTC, which cannot be kept here: cast it as text");
    }
    return isoInstant(text);
  }

  static long isoInstant(String text) {
    Matcher parts = ISO.matcher(text);
    if (!parts.matches()) {
      throw new Refusal("Invalid format: \"" + text + "\"");
    }
    try {
      LocalDateTime time =
          isoDay(parts.group(1), text).atTime(part(parts, 2), part(parts, 3), part(parts, 4));
      String digits = parts.group(5);
      String millis = digits == null ? "0" : digits.substring(0, Math.min(3, digits.length()));
      long micros = micros(time) + fraction(millis, 3);
      String zone = parts.group(6);
      return zone == null || zone.equals("Z")
          ? micros
          : micros - ZoneOffset.of(zone).getTotalSeconds() * MICROS;
    } catch (DateTimeException e) {
      throw new Refusal("Invalid format: \"" + text + "\"");
    }
  }

  private static int part(Matcher parts, int group) {
    return parts.group(group) == null ? 0 : Integer.parseInt(parts.group(group));
  }

  /** The instant of a local time: the earlier one of two, and none that a zone skips. */
  public static long instant(long micros, String zone) {
    LocalDateTime local = local(micros);
    ZonedDateTime time = local.atZone(ZoneId.of(zone));
    if (!time.toLocalDateTime().equals(local)) {
      throw new Refusal("this time is skipped in its zone: " + local);
    }
    return micros(time.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime());
  }

  static String timeOfDay(String text) {
    Matcher parts = TIME.matcher(text.strip());
    if (!parts.matches()) {
      throw new Refusal("Value cannot be cast to time: " + text);
    }
    try {
      LocalTime time = LocalTime.of(part(parts, 1), part(parts, 2), part(parts, 3));
      long micros = time.toNanoOfDay() / 1_000 + fraction(parts.group(4), 3);
      return LocalTime.ofNanoOfDay(micros * 1_000).toString();
    } catch (DateTimeException e) {
      throw new Refusal("Value cannot be cast to time: " + text);
    }
  }
}
