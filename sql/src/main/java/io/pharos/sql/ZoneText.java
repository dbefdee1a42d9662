package io.pharos.sql;

import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Zones as Trino writes them. */
final class ZoneText {
  /** Values of several zones: to be compared, not to be shown. */
  static final String MIXED = "";

  private static final Pattern OFFSET = Pattern.compile("([+-])(\\d\\d?):?(\\d\\d)?");

  private ZoneText() {}

  static boolean known(String zone) {
    return OFFSET.matcher(zone).matches()
        || zone.matches("Z|UTC|GMT|UT")
        || ZoneId.getAvailableZoneIds().contains(zone);
  }

  /** The zone's name in Trino's answers. */
  static String canonical(String zone) {
    if (zone.matches("Z|UTC|GMT|UT|Etc/UTC|Zulu|[+-]00:?00")) {
      return "UTC";
    }
    Matcher offset = OFFSET.matcher(zone);
    if (!offset.matches()) {
      return zone;
    }
    int minutes = offsetMinutes(zone);
    return "%s%02d:%02d"
        .formatted(minutes < 0 ? "-" : "+", Math.abs(minutes) / 60, Math.abs(minutes) % 60);
  }

  static boolean isOffset(String zone) {
    return OFFSET.matcher(zone).matches();
  }

  static int offsetMinutes(String zone) {
    Matcher offset = OFFSET.matcher(zone);
    if (!offset.matches()) {
      throw new IllegalArgumentException(zone);
    }
    int minutes = offset.group(3) == null ? 0 : Integer.parseInt(offset.group(3));
    int all = Integer.parseInt(offset.group(2)) * 60 + minutes;
    return offset.group(1).equals("-") ? -all : all;
  }
}
