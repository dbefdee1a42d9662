package io.pharos.embedded.lake;

import io.pharos.embedded.files.DurableFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The archive of accepted events, gzip level 1: the fastest level, and it shrinks them to a fifth.
 */
final class RawArchive {
  private static final int BUFFER_BYTES = 1 << 16;

  private RawArchive() {}

  /** Compresses the first bytes of a file and publishes the result under its final name. */
  static void archive(Path lines, long length, Path scratch, Path target) throws IOException {
    try (InputStream in = Files.newInputStream(lines);
        OutputStream out = new FastGzip(Files.newOutputStream(scratch))) {
      byte[] buffer = new byte[BUFFER_BYTES];
      long left = length;
      while (left > 0) {
        int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (count < 0) {
          throw new IOException(lines + " is shorter than what was acknowledged of it");
        }
        out.write(buffer, 0, count);
        left -= count;
      }
    }
    DurableFiles.publish(scratch, target);
  }

  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(new BufferedOutputStream(out, BUFFER_BYTES), BUFFER_BYTES);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
