package io.pharos.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Gunzips a body of several members. At an empty member, the JDK's {@code read} calls itself for
 * the next one, so that many of them, 20 bytes each, would overflow the stack.
 */
final class GzipMembers extends GZIPInputStream {
  /** The most nested calls: more than a sender needs, and few enough for a small stack. */
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
