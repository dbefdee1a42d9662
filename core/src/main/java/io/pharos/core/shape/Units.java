package io.pharos.core.shape;

import java.time.Duration;
import java.util.regex.Pattern;

/** Times and sizes as files write them: {@code 900s}, {@code 15m}, {@code 64MB}. */
public final class Units {
  public static final Pattern DURATION = Pattern.compile("[0-9]{1,7}[smh]");
  public static final Pattern SIZE = Pattern.compile("[0-9]{1,7}MB");
  static final long MEGABYTE = 1024L * 1024;

  private Units() {}

  /** The time of a text that matches {@link #DURATION}. */
  public static Duration duration(String text) {
    int number = Integer.parseInt(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> Duration.ofSeconds(number);
      case 'm' -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }

  /** The bytes of a text that matches {@link #SIZE}. */
  public static long size(String text) {
    return Long.parseLong(text.substring(0, text.length() - "MB".length())) * MEGABYTE;
  }

  /** The shortest way to write it. */
  public static String text(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds % 3600 == 0 && seconds > 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
