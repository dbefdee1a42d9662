package io.pharos.core.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The days of a month on which a cron is due: its fields day-of-month and day-of-week. */
sealed interface CronDays {
  Pattern NEAR = Pattern.compile("([0-9]{1,2})W");
  Pattern NTH = Pattern.compile("([0-9A-Za-z]+)#([0-9])");
  Pattern LAST = Pattern.compile("([0-9A-Za-z]+)L");

  /** The days of {@code month}, from 1. */
  BitSet in(YearMonth month);

  /** Reads the two fields; exactly one of them must be {@code ?}. */
  static CronDays parse(String dayOfMonth, String dayOfWeek) {
    boolean byWeek = dayOfMonth.equals("?");
    if (byWeek == dayOfWeek.equals("?")) {
      throw new InvalidSchedule(
          "day-of-month '%s', day-of-week '%s': exactly one of the two is ?, the other says when"
              .formatted(dayOfMonth, dayOfWeek));
    }
    return byWeek ? ofWeek(dayOfWeek) : ofMonth(dayOfMonth);
  }

  private static CronDays ofMonth(String text) {
    if (text.equals("L")) {
      return new Last();
    }
    if (text.equals("LW")) {
      return new LastWorkday();
    }
    Matcher near = NEAR.matcher(text);
    if (near.matches()) {
      return new Near(CronField.DAY_OF_MONTH.value(near.group(1)));
    }
    return new Dates(CronField.DAY_OF_MONTH.parse(text));
  }

  private static CronDays ofWeek(String text) {
    Matcher nth = NTH.matcher(text);
    if (nth.matches()) {
      return new Nth(dayOfWeek(nth.group(1)), nth(text, nth.group(2)));
    }
    if (text.equals("L")) {
      return new Weekdays(CronField.DAY_OF_WEEK.parse("SAT"));
    }
    Matcher last = LAST.matcher(text);
    if (last.matches()) {
      return new LastOfWeekday(dayOfWeek(last.group(1)));
    }
    return new Weekdays(CronField.DAY_OF_WEEK.parse(text));
  }

  private static int nth(String text, String digit) {
    int nth = Integer.parseInt(digit);
    if (nth < 1 || nth > 5) {
      throw CronField.DAY_OF_WEEK.invalid(text, "a month has a first to fifth of them: #1 to #5");
    }
    return nth;
  }

  private static DayOfWeek dayOfWeek(String text) {
    return DayOfWeek.SUNDAY.plus(CronField.DAY_OF_WEEK.value(text) - 1);
  }

  private static BitSet one(LocalDate date) {
    BitSet days = new BitSet();
    days.set(date.getDayOfMonth());
    return days;
  }

  /** Days by number, without those that the month does not have. */
  record Dates(BitSet dates) implements CronDays {
    @Override
    public BitSet in(YearMonth month) {
      return dates.get(0, month.lengthOfMonth() + 1);
    }
  }

  /** {@code L}: the last day. */
  record Last() implements CronDays {
    @Override
    public BitSet in(YearMonth month) {
      return one(month.atEndOfMonth());
    }
  }

  /** {@code LW}: the last day from Monday to Friday. */
  record LastWorkday() implements CronDays {
    @Override
    public BitSet in(YearMonth month) {
      return one(nearest(month.atEndOfMonth()));
    }
  }

  /** {@code 3W}: the day from Monday to Friday that is nearest to the third, in the same month. */
  record Near(int date) implements CronDays {
    @Override
    public BitSet in(YearMonth month) {
      return month.isValidDay(date) ? one(nearest(month.atDay(date))) : new BitSet();
    }
  }

  private static LocalDate nearest(LocalDate date) {
    int days =
        switch (date.getDayOfWeek()) {
          case SATURDAY -> date.getDayOfMonth() == 1 ? 2 : -1;
          case SUNDAY -> date.getDayOfMonth() == date.lengthOfMonth() ? -2 : 1;
          default -> 0;
        };
    return date.plusDays(days);
  }

  /** Days of the week, 1 for Sunday. */
  record Weekdays(BitSet weekdays) implements CronDays {
    @Override
    public BitSet in(YearMonth month) {
      BitSet days = new BitSet();
      for (int date = 1; date <= month.lengthOfMonth(); date++) {
        days.set(date, weekdays.get(month.atDay(date).getDayOfWeek().getValue() % 7 + 1));
      }
      return days;
    }
  }

  /** {@code 6#3}: the third Friday; no day if the month has none. */
  record Nth(DayOfWeek weekday, int nth) implements CronDays {
    @Override
    public BitSet in(YearMonth month) {
      LocalDate date = month.atDay(1).with(TemporalAdjusters.dayOfWeekInMonth(nth, weekday));
      return YearMonth.from(date).equals(month) ? one(date) : new BitSet();
    }
  }

  /** {@code 6L}: the last Friday. */
  record LastOfWeekday(DayOfWeek weekday) implements CronDays {
    @Override
    public BitSet in(YearMonth month) {
      return one(month.atDay(1).with(TemporalAdjusters.lastInMonth(weekday)));
    }
  }
}
