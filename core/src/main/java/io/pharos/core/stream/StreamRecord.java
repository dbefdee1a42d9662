package io.pharos.core.stream;

/**
 * One or more events of one request, one JSON object a line, each line ending in a newline.
 *
 * @param lines UTF-8; owned by the stream once appended. Each line ends with {@code
 *     ,"received_at":"YYYY-MM-DD HH:MM:SS.fff"} and the closing brace, so that a log with its own
 *     time of arrival can overwrite the stamp
 * @param minutes the minute of event time of each event, in minutes since 1970-01-01 UTC
 */
public record StreamRecord(byte[] lines, int[] minutes) {
  /**
   * The most bytes of lines in one record, unless a single event is bigger: Kinesis' unit of price
   * (25 KB a PUT payload unit).
   */
  public static final int MAX_BYTES = 25 * 1024;

  public int events() {
    return minutes.length;
  }
}
