package io.pharos.embedded.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/**
 * Joins many small pieces into one large write, in buffers that all tables share. A buffer per
 * table would need too much memory with many tables. Safe for many threads.
 */
final class WriteBuffers {
  static final int BUFFER_BYTES = 1024 * 1024;

  /** The number of buffers, which are off the heap: a disk accepts no more writes at once. */
  static final int MAX_BUFFERS = 8;

  private final Semaphore leases = new Semaphore(MAX_BUFFERS);
  private final Deque<ByteBuffer> unused = new ConcurrentLinkedDeque<>();

  /** Appends pieces to a file; they are not durable yet when it returns. */
  void write(FileChannel file, List<byte[]> pieces) throws IOException {
    leases.acquireUninterruptibly();
    try {
      ByteBuffer left = unused.poll();
      ByteBuffer buffer = left == null ? ByteBuffer.allocateDirect(BUFFER_BYTES) : left;
      try {
        buffer.clear();
        for (byte[] piece : pieces) {
          put(piece, buffer, file);
        }
        drain(buffer, file);
      } finally {
        unused.push(buffer);
      }
    } finally {
      leases.release();
    }
  }

  private static void put(byte[] piece, ByteBuffer buffer, FileChannel file) throws IOException {
    int done = 0;
    while (done < piece.length) {
      if (!buffer.hasRemaining()) {
        drain(buffer, file);
      }
      int count = Math.min(buffer.remaining(), piece.length - done);
      buffer.put(piece, done, count);
      done += count;
    }
  }

  private static void drain(ByteBuffer buffer, FileChannel file) throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      file.write(buffer);
    }
    buffer.clear();
  }
}
