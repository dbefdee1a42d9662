package io.pharos.embedded.quarantine;

import io.pharos.core.quarantine.QuarantineLine;
import io.pharos.core.quarantine.RefusedEvent;
import io.pharos.embedded.files.DurableFiles;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * A growing file of refused events. Each append is a gzip member; together they are one valid gzip
 * file. Used by one thread.
 */
final class QuarantineFile implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 13;

  /**
   * The most bytes of one write, because the JDK keeps a buffer of that size off the heap for each
   * thread.
   */
  private static final int PIECE_BYTES = 1 << 16;

  private final Path path;
  private final FileChannel channel;
  private long length;

  QuarantineFile(Path path) throws IOException {
    this.path = path;
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(path + " has no folder");
    }
    DurableFiles.create(folder);
    channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    DurableFiles.sync(folder);
  }

  Path path() {
    return path;
  }

  /** Appends events; they are durable when it returns. A failed append leaves nothing behind. */
  void append(List<RefusedEvent> events) throws IOException {
    ByteBuffer member = ByteBuffer.wrap(member(events));
    try {
      while (member.hasRemaining()) {
        ByteBuffer piece =
            member.slice(member.position(), Math.min(PIECE_BYTES, member.remaining()));
        member.position(member.position() + channel.write(piece));
      }
      channel.force(false);
      length += member.capacity();
    } catch (IOException e) {
      channel.truncate(length);
      channel.position(length);
      throw e;
    }
  }

  private static byte[] member(List<RefusedEvent> events) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      for (RefusedEvent event : events) {
        QuarantineLine.write(event, gzip);
      }
    }
    return bytes.toByteArray();
  }

  /** Reads each event of a file up to its end, or up to the tear of a crash. */
  static void read(Path path, Consumer<RefusedEvent> each) throws IOException {
    if (Files.size(path) == 0) {
      return;
    }
    try (InputStream in = new GZIPInputStream(Files.newInputStream(path))) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      byte[] buffer = new byte[BUFFER_BYTES];
      // not through a reader: it would drop the lines before the tear that it has read ahead
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        split(buffer, count, line, each);
      }
    } catch (EOFException | ZipException torn) {
      return; // what is missing was never acknowledged
    }
  }

  private static void split(
      byte[] buffer, int count, ByteArrayOutputStream line, Consumer<RefusedEvent> each) {
    int start = 0;
    for (int i = 0; i < count; i++) {
      if (buffer[i] == '\n') {
        line.write(buffer, start, i - start);
        QuarantineLine.read(line.toString(StandardCharsets.UTF_8)).ifPresent(each);
        line.reset();
        start = i + 1;
      }
    }
    line.write(buffer, start, count - start);
  }

  /** Replaces a file by one with fewer events, or deletes it if none is left. */
  static void rewrite(Path path, List<RefusedEvent> left, Path scratch) throws IOException {
    if (left.isEmpty()) {
      Files.deleteIfExists(path);
      return;
    }
    Files.write(scratch, member(left));
    DurableFiles.publish(scratch, path);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
