package io.pharos.core.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Due at times of day, in a zone. As with EventBridge Scheduler, it skips a local time that does
 * not exist in spring, and is due once, at the first, for a local time that repeats in autumn.
 */
record CronSchedule(
    String text,
    ZoneId zone,
    BitSet minutes,
    BitSet hours,
    CronDays days,
    BitSet months,
    BitSet years)
    implements Schedule {
  private static final Instant FIRST =
      LocalDate.of(CronField.YEAR.min(), 1, 1)
          .atStartOfDay()
          .toInstant(ZoneOffset.MAX)
          .minusSeconds(60);
  private static final Instant LAST =
      LocalDate.of(CronField.YEAR.max() + 1, 1, 1).atStartOfDay().toInstant(ZoneOffset.MIN);

  static CronSchedule parse(String text, String body, ZoneId zone) {
    String[] fields = body.split("\\s+", -1);
    if (fields.length != 6) {
      throw new InvalidSchedule(
          "'%s' has %d fields instead of 6: cron(minutes hours day-of-month month day-of-week year)"
              .formatted(text, fields.length));
    }
    return new CronSchedule(
        text,
        zone,
        CronField.MINUTES.parse(fields[0]),
        CronField.HOURS.parse(fields[1]),
        CronDays.parse(fields[2], fields[4]),
        CronField.MONTH.parse(fields[3]),
        CronField.YEAR.parse(fields[5]));
  }

  @Override
  public Instant next(Instant instant) {
    Instant from = instant.isBefore(FIRST) ? FIRST : instant;
    if (from.isAfter(LAST)) {
      return Instant.MAX;
    }
    LocalDateTime local = LocalDateTime.ofInstant(from, zone);
    Optional<LocalDateTime> due = after(local);
    while (due.isPresent()) {
      List<ZoneOffset> offsets = zone.getRules().getValidOffsets(due.get());
      if (!offsets.isEmpty() && due.get().toInstant(offsets.getFirst()).isAfter(instant)) {
        return due.get().toInstant(offsets.getFirst());
      }
      due = after(due.get());
    }
    return Instant.MAX;
  }

  /** The next local time that the fields allow, whether the clock shows it or not. */
  private Optional<LocalDateTime> after(LocalDateTime local) {
    LocalDateTime from = local.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    return time(from).or(() -> day(from.toLocalDate().plusDays(1)).map(this::firstTimeOf));
  }

  /** The next time on the day of {@code from}, at or after it. */
  private Optional<LocalDateTime> time(LocalDateTime from) {
    if (!dueOn(from.toLocalDate())) {
      return Optional.empty();
    }
    int minute = hours.get(from.getHour()) ? minutes.nextSetBit(from.getMinute()) : -1;
    if (minute >= 0) {
      return Optional.of(from.withMinute(minute));
    }
    int hour = hours.nextSetBit(from.getHour() + 1);
    return hour < 0
        ? Optional.empty()
        : Optional.of(from.withHour(hour).withMinute(minutes.nextSetBit(0)));
  }

  private LocalDateTime firstTimeOf(LocalDate date) {
    return date.atTime(hours.nextSetBit(0), minutes.nextSetBit(0));
  }

  private boolean dueOn(LocalDate date) {
    return years.get(date.getYear())
        && months.get(date.getMonthValue())
        && days.in(YearMonth.from(date)).get(date.getDayOfMonth());
  }

  /** The next day at or after {@code from}. */
  private Optional<LocalDate> day(LocalDate from) {
    LocalDate first = from;
    for (YearMonth month = YearMonth.from(from); month.getYear() <= CronField.YEAR.max(); ) {
      int date = dueIn(month).nextSetBit(first.getDayOfMonth());
      if (date > 0) {
        return Optional.of(month.atDay(date));
      }
      month = month.plusMonths(1);
      first = month.atDay(1);
    }
    return Optional.empty();
  }

  private BitSet dueIn(YearMonth month) {
    boolean due = years.get(month.getYear()) && months.get(month.getMonthValue());
    return due ? days.in(month) : new BitSet();
  }
}
