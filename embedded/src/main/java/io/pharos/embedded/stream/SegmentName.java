package io.pharos.embedded.stream;

import io.pharos.core.value.UuidV7;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a segment, {@code <hour>-<uuid>}: unique for ever, so that the files made from it
 * have the same name. Names sort in the order in which segments were opened.
 */
public record SegmentName(String text) {
  static final String SUFFIX = ".jsonl";

  private static final Pattern FORM =
      Pattern.compile("(\\d{4})(\\d{2})(\\d{2})T(\\d{2})-([0-9a-f-]{36})");
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HH").withZone(ZoneOffset.UTC);

  public SegmentName {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("'" + text + "' is not the name of a segment");
    }
  }

  static SegmentName openedAt(long millis) {
    return new SegmentName(HOUR.format(Instant.ofEpochMilli(millis)) + "-" + UuidV7.at(millis));
  }

  static boolean isFile(String fileName) {
    return fileName.endsWith(SUFFIX)
        && FORM.matcher(fileName.substring(0, fileName.length() - SUFFIX.length())).matches();
  }

  static SegmentName ofFile(String fileName) {
    return new SegmentName(fileName.substring(0, fileName.length() - SUFFIX.length()));
  }

  String fileName() {
    return text + SUFFIX;
  }

  /** The hour of its events' arrival, as the partition value {@code YYYY/MM/DD/HH}. */
  public String partitionValue() {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalStateException(text);
    }
    return String.join("/", matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4));
  }

  /** Hours since 1970. */
  long hour() {
    String[] part = partitionValue().split("/", -1);
    return LocalDateTime.of(
                Integer.parseInt(part[0]),
                Integer.parseInt(part[1]),
                Integer.parseInt(part[2]),
                Integer.parseInt(part[3]),
                0)
            .toEpochSecond(ZoneOffset.UTC)
        / 3600;
  }

  @Override
  public String toString() {
    return text;
  }
}
