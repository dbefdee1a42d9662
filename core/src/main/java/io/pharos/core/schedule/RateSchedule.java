package io.pharos.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Due at fixed intervals, counted from 1970-01-01T00:00Z, so that all processes, and all starts of
 * a process, agree on the times.
 */
record RateSchedule(String text, Duration every) implements Schedule {
  private static final Pattern BODY =
      Pattern.compile("([0-9]{1,9})\\s+(minute|minutes|hour|hours|day|days)");

  static RateSchedule parse(String text, String body) {
    Matcher matcher = BODY.matcher(body);
    if (!matcher.matches()) {
      throw new InvalidSchedule(
          "'" + text + "' is not a rate: write rate(5 minutes), rate(1 hour) or rate(7 days)");
    }
    int count = Integer.parseInt(matcher.group(1));
    String unit = matcher.group(2);
    requireCount(text, count, unit);
    return new RateSchedule(text, of(count, unit));
  }

  private static void requireCount(String text, int count, String unit) {
    if (count == 0) {
      throw new InvalidSchedule("'" + text + "': a rate is 1 or more");
    }
    boolean plural = unit.endsWith("s");
    if (plural != count > 1) {
      String right = plural ? unit.substring(0, unit.length() - 1) : unit + "s";
      throw new InvalidSchedule("'" + text + "': write rate(" + count + " " + right + ")");
    }
  }

  private static Duration of(int count, String unit) {
    return switch (unit.charAt(0)) {
      case 'm' -> Duration.ofMinutes(count);
      case 'h' -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  @Override
  public Instant next(Instant instant) {
    long seconds = every.toSeconds();
    long turn = Math.floorDiv(instant.getEpochSecond(), seconds) + 1;
    long due = turn * seconds;
    return due > Instant.MAX.getEpochSecond() ? Instant.MAX : Instant.ofEpochSecond(due);
  }
}
