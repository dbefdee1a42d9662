package io.pharos.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Undoes gzip. Where a member is empty, the JDK's {@code read} calls itself for the next one: many
 * of them, 20 bytes each, would be more than a stack takes.
 */
final class GzipMembers extends GZIPInputStream {
  /** Calls in one another: more than a sender causes, and few enough for a small stack. */
  static final int MAX_DEPTH = 32;

  private static final int BUFFER_BYTES = 8192;

  private int depth;

  GzipMembers(byte[] zipped) throws IOException {
    super(new ByteArrayInputStream(zipped), BUFFER_BYTES);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (depth == MAX_DEPTH) {
      throw new ZipException("too many of its members are empty");
    }
    depth++;
    try {
      return super.read(target, offset, length);
    } finally {
      depth--;
    }
  }
}
