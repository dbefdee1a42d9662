package io.pharos.embedded.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.value.Timestamps;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads a segment that a process left behind: counts its events and cuts it at the first incomplete
 * line. That line and everything after it were never acknowledged.
 */
final class SegmentRecovery {
  private static final JsonFactory JSON = new JsonFactory();
  private static final long MINUTE_MILLIS = 60_000;

  private SegmentRecovery() {}

  static Segment recover(TableDefinition table, SegmentName name, Path file) throws IOException {
    Segment segment = new Segment(table.name(), name, file);
    long fallback = name.hour() * 60;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      byte[] line = next(in);
      while (line.length > 0) {
        long minute = minute(line, table.eventTime().orElse(""), fallback);
        if (minute == Long.MIN_VALUE) {
          break;
        }
        segment.grow(line.length);
        segment.count(new int[] {(int) minute});
        line = next(in);
      }
    }
    cut(file, segment.length());
    return segment;
  }

  /** The next line with its newline; empty at the end, and if the newline is missing. */
  private static byte[] next(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    for (int c = in.read(); c >= 0; c = in.read()) {
      line.write(c);
      if (c == '\n') {
        return line.toByteArray();
      }
    }
    return new byte[0];
  }

  /** The minute of event time; {@link Long#MIN_VALUE} where the line is not one JSON object. */
  private static long minute(byte[] line, String eventTime, long fallback) {
    long minute = fallback;
    try (JsonParser parser = JSON.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Long.MIN_VALUE;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean time = parser.currentName().equals(eventTime);
        if (parser.nextToken() == JsonToken.VALUE_STRING && time) {
          long millis = Timestamps.parse(parser.getText());
          minute = millis == Timestamps.INVALID ? fallback : Math.floorDiv(millis, MINUTE_MILLIS);
        } else {
          parser.skipChildren();
        }
      }
      return parser.nextToken() == null ? minute : Long.MIN_VALUE;
    } catch (IOException notWhole) {
      return Long.MIN_VALUE;
    }
  }

  private static void cut(Path file, long length) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      if (channel.size() > length) {
        channel.truncate(length);
        channel.force(true);
      }
    }
  }
}
