package io.pharos.core.schedule;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads schedules as EventBridge Scheduler writes them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">Schedule
 *     types</a>
 */
public final class Schedules {
  private static final Pattern FORM = Pattern.compile("(\\w+)\\s*\\((.*)\\)");

  private Schedules() {}

  /** Reads a schedule whose times of day are UTC. */
  public static Schedule parse(String text) {
    return parse(text, ZoneOffset.UTC);
  }

  /**
   * Reads {@code rate(5 minutes)} or {@code cron(30 0 * * ? *)}.
   *
   * @param zone of a cron's times of day; a rate has none
   * @throws InvalidSchedule if the text is neither
   */
  public static Schedule parse(String text, ZoneId zone) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw unknown(text);
    }
    String body = form.group(2).strip();
    return switch (form.group(1)) {
      case "rate" -> RateSchedule.parse(text, body);
      case "cron" -> CronSchedule.parse(text, body, zone);
      default -> throw unknown(text);
    };
  }

  private static InvalidSchedule unknown(String text) {
    return new InvalidSchedule(
        "'"
            + text
            + "' is not a schedule: write rate(1 hour) or cron(30 0 * * ? *), that is"
            + " cron(minutes hours day-of-month month day-of-week year)");
  }
}
