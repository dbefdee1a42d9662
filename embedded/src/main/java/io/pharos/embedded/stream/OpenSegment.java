package io.pharos.embedded.stream;

import io.pharos.core.definition.TableName;
import io.pharos.core.stream.StreamRecord;
import io.pharos.core.value.Timestamps;
import io.pharos.embedded.files.DurableFiles;
import io.pharos.embedded.stream.AppendQueue.Append;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The file that a table's appends are written to, by one thread. */
final class OpenSegment {
  private static final Logger LOG = System.getLogger(OpenSegment.class.getName());
  private static final long HOUR_MILLIS = 3_600_000;

  /** {@code "YYYY-MM-DD HH:MM:SS.fff"}, then the closing quote, brace and newline. */
  private static final int STAMP_FROM_END = Timestamps.LENGTH + 3;

  private static final int HOUR_LENGTH = "YYYY-MM-DD HH".length();

  private final Segment segment;
  private final FileChannel file;
  private final StreamLimits limits;
  private final long openedAt;

  private OpenSegment(Segment segment, FileChannel file, StreamLimits limits, long openedAt) {
    this.segment = segment;
    this.file = file;
    this.limits = limits;
    this.openedAt = openedAt;
  }

  /** Creates the file; its name survives a power cut. */
  static OpenSegment create(TableName table, Path folder, StreamLimits limits, long now)
      throws IOException {
    SegmentName name = SegmentName.openedAt(now);
    Path path = folder.resolve(name.fileName());
    FileChannel file =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      DurableFiles.sync(folder);
    } catch (IOException e) {
      file.close();
      throw e;
    }
    return new OpenSegment(new Segment(table, name, path), file, limits, now);
  }

  Segment segment() {
    return segment;
  }

  /** Whether it must be closed: its hour or its age is over, or it is full. */
  boolean due(long now) {
    return now >= dueAt() || now < hour() || segment.length() >= limits.segmentBytes();
  }

  /** When its hour or its age is over, in milliseconds since 1970. */
  long dueAt() {
    return Math.min(hour() + HOUR_MILLIS, openedAt + limits.segmentAge().toMillis());
  }

  /** The beginning of the segment's hour; a clock that is set back can be before it. */
  private long hour() {
    return Math.floorDiv(openedAt, HOUR_MILLIS) * HOUR_MILLIS;
  }

  /** Writes appends with one write and one fsync, and counts their events. */
  void write(List<Append> appends, long now, WriteBuffers buffers) throws IOException {
    byte[] stamp = new byte[Timestamps.LENGTH];
    Timestamps.write(now, stamp, 0);
    List<byte[]> lines = new ArrayList<>();
    long bytes = 0;
    for (Append append : appends) {
      for (StreamRecord record : append.records()) {
        stamp(record.lines(), stamp);
        lines.add(record.lines());
      }
      bytes += append.bytes();
    }
    buffers.write(file, lines);
    file.force(false);
    segment.grow(bytes);
    for (Append append : appends) {
      for (StreamRecord record : append.records()) {
        segment.count(record.minutes());
      }
    }
  }

  /**
   * Stamps events that were read in one hour and written in the next with the time of writing, so
   * that the hour of {@code received_at} is always the hour of the segment.
   */
  private static void stamp(byte[] lines, byte[] stamp) {
    int last = lines.length - STAMP_FROM_END;
    if (last < 0 || equalHour(lines, last, stamp)) {
      return;
    }
    for (int i = 0; i < lines.length; i++) {
      if (lines[i] == '\n') {
        System.arraycopy(stamp, 0, lines, i + 1 - STAMP_FROM_END, stamp.length);
      }
    }
  }

  private static boolean equalHour(byte[] lines, int at, byte[] stamp) {
    return Arrays.equals(lines, at, at + HOUR_LENGTH, stamp, 0, HOUR_LENGTH);
  }

  /**
   * After a failed write, cuts the file at the last acknowledged byte, so that refused events are
   * not in it.
   *
   * @return false if it cannot be cut: it must be closed, and the lake writer reads only its
   *     acknowledged bytes
   */
  boolean takeBack() {
    try {
      file.truncate(segment.length());
      file.position(segment.length());
      file.force(false);
      return true;
    } catch (IOException e) {
      LOG.log(Level.ERROR, "segment " + segment.name() + " is given up: " + e, e);
      return false;
    }
  }

  /** Closes the file, and deletes it where nothing in it was acknowledged. */
  void close() {
    try {
      file.close();
      if (segment.length() == 0) {
        Files.deleteIfExists(segment.file());
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "segment " + segment.name() + " could not be closed: " + e, e);
    }
  }
}
