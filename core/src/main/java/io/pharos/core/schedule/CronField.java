package io.pharos.core.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of a cron field, and the syntax of their lists, ranges and steps.
 *
 * @param names of the values from {@code min} on; empty if they have none
 * @param steps whether {@code /} may be written
 */
record CronField(String name, int min, int max, List<String> names, boolean steps) {
  static final CronField MINUTES = numbers("minutes", 0, 59);
  static final CronField HOURS = numbers("hours", 0, 23);
  static final CronField DAY_OF_MONTH = numbers("day-of-month", 1, 31);
  static final CronField YEAR = numbers("year", 1970, 2199);
  static final CronField MONTH =
      new CronField(
          "month",
          1,
          12,
          List.of(
              "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"),
          true);
  static final CronField DAY_OF_WEEK =
      new CronField(
          "day-of-week", 1, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"), false);

  private static final Pattern PART =
      Pattern.compile("(\\*|([0-9A-Za-z]+)(?:-([0-9A-Za-z]+))?)(?:/([0-9]{1,4}))?");

  private static CronField numbers(String name, int min, int max) {
    return new CronField(name, min, max, List.of(), true);
  }

  /** Reads {@code 1,5-10,*}{@code /15} and the like. */
  BitSet parse(String text) {
    BitSet values = new BitSet();
    for (String part : text.split(",", -1)) {
      values.or(part(part));
    }
    return values;
  }

  private BitSet part(String text) {
    Matcher part = PART.matcher(text);
    if (!part.matches()) {
      throw invalid(text, allowed());
    }
    int step = part.group(4) == null ? 1 : step(text, part.group(4));
    boolean all = part.group(2) == null;
    int from = all ? min : value(part.group(2));
    int to = part.group(3) != null ? value(part.group(3)) : last(part, from);
    if (to < from) {
      throw invalid(
          text,
          "a range ends after it begins: write two, such as "
              + from
              + "-"
              + max
              + ","
              + min
              + "-"
              + to);
    }
    return every(from, to, step);
  }

  /** An open step such as {@code 5/10} goes to the end, like {@code *}. */
  private int last(Matcher part, int from) {
    return part.group(2) == null || part.group(4) != null ? max : from;
  }

  private static BitSet every(int from, int to, int step) {
    BitSet values = new BitSet();
    for (int value = from; value <= to; value += step) {
      values.set(value);
    }
    return values;
  }

  private int step(String text, String digits) {
    if (!steps) {
      throw invalid(text, "EventBridge takes no / here: list the days, such as MON,WED,FRI");
    }
    int step = Integer.parseInt(digits);
    if (step < 1 || step > max) {
      throw invalid(text, "a step is 1 to " + max);
    }
    return step;
  }

  /** One value, by number or name. */
  int value(String text) {
    int named = names.indexOf(text.toUpperCase(Locale.ROOT));
    int value = named >= 0 ? named + min : number(text);
    if (value < min || value > max) {
      throw invalid(text, allowed());
    }
    return value;
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : -1;
  }

  private String allowed() {
    String byName = names.isEmpty() ? "" : " or " + names.getFirst() + " to " + names.getLast();
    return "it takes " + min + " to " + max + byName;
  }

  InvalidSchedule invalid(String text, String advice) {
    return new InvalidSchedule(name + " '" + text + "': " + advice);
  }
}
