package io.pharos.core.window;

import io.pharos.core.schedule.Schedule;
import io.pharos.core.schedule.Schedules;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The windows of a curation. The name of a window is its start, and also the value of its
 * partition: {@code 2026-11-21T09}, {@code 2026-11-21}, {@code 2026-11}, or {@code all}.
 *
 * @param lag how long after its end a window is computed, when its data has arrived
 * @param restate how many windows before it are computed again
 */
public record Windows(Unit unit, Duration lag, int restate) {
  /** The most windows of one command: a year of hours and a little. */
  public static final int MAX_SPAN = 10_000;

  private static final int YEAR_DIGITS = 4;
  private static final String ALL = "all";
  private static final Window ALL_TIME =
      new Window(Instant.EPOCH, Instant.parse("9999-12-31T00:00:00Z"));

  /** How long a window is. */
  public enum Unit {
    HOUR,
    DAY,
    MONTH,
    NONE
  }

  /** The latest window whose data is complete: its end and the lag are over. */
  public Optional<Window> latestClosed(Instant now) {
    if (unit == Unit.NONE) {
      return Optional.of(ALL_TIME);
    }
    Window current = containing(now.minus(lag));
    return Optional.of(before(current));
  }

  /** The latest closed window and the restated ones before it, the oldest first. */
  public List<Window> due(Instant now) {
    List<Window> due = new ArrayList<>();
    latestClosed(now)
        .ifPresent(latest -> {
          due.add(latest);
          Window window = latest;
          for (int i = 0; i < restate && unit != Unit.NONE; i++) {
            window = before(window);
            due.addFirst(window);
          }
        });
    return due;
  }

  /**
   * The windows that closed after one time and by another, the oldest first.
   *
   * @param most the most windows; the latest of them
   */
  public List<Window> closedSince(Instant since, Instant now, int most) {
    if (unit == Unit.NONE) {
      return List.of();
    }
    Window latest = before(containing(now.minus(lag)));
    return Stream.iterate(latest, this::before)
        .takeWhile(window -> closing(window).isAfter(since))
        .limit(most)
        .toList()
        .reversed();
  }

  /**
   * The window in which another curation's window ends: the same one if both have the same unit,
   * the last day of a month, or the latest closed one if the other's never ends.
   */
  public Window last(Window other, Instant now) {
    if (unit == Unit.NONE) {
      return ALL_TIME;
    }
    return other.equals(ALL_TIME)
        ? latestClosed(now).orElseThrow()
        : containing(other.end().minusMillis(1));
  }

  /**
   * The windows that overlap another curation's window, the oldest first: the one that contains it,
   * or all that it contains; the due ones if the other's never ends.
   */
  public List<Window> touched(Window other, Instant now) {
    if (unit == Unit.NONE) {
      return List.of(ALL_TIME);
    }
    if (other.equals(ALL_TIME)) {
      return due(now);
    }
    return span(containing(other.start()), last(other, now)).toList();
  }

  /** Whether the data of a window is complete. */
  public boolean closed(Window window, Instant now) {
    return !closing(window).isAfter(now);
  }

  /** When the data of a window is complete; for all time, at any time. */
  public Instant closing(Window window) {
    return unit == Unit.NONE ? Instant.EPOCH : window.end().plus(lag);
  }

  /**
   * A schedule that fires when a window closes, at the next full minute. For months it fires every
   * day, because a cron cannot express a day of a month plus a lag. There is none if windows never
   * close.
   */
  public Optional<Schedule> closings() {
    long minutes = lag.plusSeconds(59).toMinutes();
    long minute = minutes % 60;
    long hour = minutes / 60 % 24;
    return switch (unit) {
      case HOUR -> Optional.of(Schedules.parse("cron(%d * * * ? *)".formatted(minute)));
      case DAY, MONTH ->
          Optional.of(Schedules.parse("cron(%d %d * * ? *)".formatted(minute, hour)));
      case NONE -> Optional.empty();
    };
  }

  /**
   * The windows from one to another, both inclusive.
   *
   * @throws IllegalArgumentException if a text is no window of this unit; the message has the form
   */
  public List<Window> span(String from, String to) {
    List<Window> span = span(parse(from), parse(to)).limit(MAX_SPAN + 1L).toList();
    if (span.size() > MAX_SPAN) {
      throw new IllegalArgumentException(
          "from " + from + " to " + to + " are over " + MAX_SPAN + " windows; run them in parts");
    }
    if (span.isEmpty()) {
      throw new IllegalArgumentException(
          "the first window, " + from + ", is after the last, " + to);
    }
    return span;
  }

  /**
   * The window with this name.
   *
   * @throws IllegalArgumentException if the text is no window of this unit
   */
  public Window window(String text) {
    return parse(text);
  }

  private Stream<Window> span(Window first, Window last) {
    return unit == Unit.NONE
        ? Stream.of(first)
        : Stream.iterate(first, window -> !window.start().isAfter(last.start()), this::after);
  }

  /** The name of a window. */
  public String text(Window window) {
    return unit == Unit.NONE ? ALL : format().format(utc(window.start()));
  }

  private Window parse(String text) {
    if (unit == Unit.NONE) {
      if (text.equals(ALL)) {
        return ALL_TIME;
      }
    } else {
      try {
        return containing(LocalDateTime.parse(text, format()).toInstant(ZoneOffset.UTC));
      } catch (DateTimeException notOfThisForm) {
        // said below
      }
    }
    throw new IllegalArgumentException(
        "'"
            + text
            + "' is not a window of this curation: its unit is "
            + unit.name().toLowerCase(Locale.ROOT)
            + ", write "
            + example());
  }

  private String example() {
    return switch (unit) {
      case HOUR -> "one such as 2026-11-21T09";
      case DAY -> "one such as 2026-11-21";
      case MONTH -> "one such as 2026-11";
      case NONE -> ALL;
    };
  }

  public Window containing(Instant instant) {
    LocalDateTime time = utc(instant);
    LocalDateTime start =
        switch (unit) {
          case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
          case DAY -> time.truncatedTo(ChronoUnit.DAYS);
          case MONTH -> time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
          case NONE -> throw new IllegalStateException("one window holds all");
        };
    return new Window(
        start.toInstant(ZoneOffset.UTC), start.plus(1, length()).toInstant(ZoneOffset.UTC));
  }

  private Window before(Window window) {
    return containing(window.start().minusMillis(1));
  }

  private Window after(Window window) {
    return containing(window.end());
  }

  private ChronoUnit length() {
    return switch (unit) {
      case HOUR -> ChronoUnit.HOURS;
      case DAY -> ChronoUnit.DAYS;
      case MONTH -> ChronoUnit.MONTHS;
      case NONE -> ChronoUnit.FOREVER;
    };
  }

  private DateTimeFormatter format() {
    String pattern =
        switch (unit) {
          case HOUR -> "-MM-dd'T'HH";
          case DAY -> "-MM-dd";
          case MONTH -> "-MM";
          case NONE -> throw new IllegalStateException("it is called all");
        };
    return new DateTimeFormatterBuilder()
        .appendValue(ChronoField.YEAR, YEAR_DIGITS) // uuuu would take a sign and more digits
        .appendPattern(pattern)
        .parseDefaulting(ChronoField.DAY_OF_MONTH, 1)
        .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
        .toFormatter(Locale.ROOT)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  private static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
