package io.pharos.embedded.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteBuffersTest {
  private static final int WRITERS = 40;

  @TempDir private Path folder;
  private final WriteBuffers buffers = new WriteBuffers();

  private FileChannel file(String name) throws IOException {
    return FileChannel.open(
        folder.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private static List<byte[]> pieces(long seed) {
    Random random = new Random(seed);
    List<byte[]> pieces = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      byte[] piece = new byte[random.nextInt(WriteBuffers.BUFFER_BYTES / 4)];
      random.nextBytes(piece);
      pieces.add(piece);
    }
    pieces.add(new byte[2 * WriteBuffers.BUFFER_BYTES + 1]);
    return pieces;
  }

  private static byte[] joined(List<byte[]> pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    pieces.forEach(all::writeBytes);
    return all.toByteArray();
  }

  @Test
  void manyWritersWriteWhatTheyWereGivenAndShareAFewBuffers() throws Exception {
    long before = directBytes();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        long seed = i;
        writers.add(
            threads.submit(() -> {
              try (FileChannel file = file("" + seed)) {
                buffers.write(file, pieces(seed));
                buffers.write(file, List.of(new byte[] {'\n'}));
              }
              return null;
            }));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    }

    assertThat(directBytes() - before)
        .isLessThanOrEqualTo((long) WriteBuffers.MAX_BUFFERS * WriteBuffers.BUFFER_BYTES);
    for (int i = 0; i < WRITERS; i++) {
      List<byte[]> expected = pieces(i);
      expected.add(new byte[] {'\n'});
      assertThat(Files.readAllBytes(folder.resolve("" + i))).isEqualTo(joined(expected));
    }
  }

  @Test
  void aBufferComesBackFromAWriteThatFails() throws IOException {
    FileChannel closed = file("closed");
    closed.close();

    for (int i = 0; i <= WriteBuffers.MAX_BUFFERS; i++) {
      assertThatThrownBy(() -> buffers.write(closed, List.of(new byte[1])))
          .isInstanceOf(ClosedChannelException.class);
    }

    try (FileChannel file = file("open")) {
      buffers.write(file, List.of(new byte[] {'x'}));
    }
    assertThat(folder.resolve("open")).hasContent("x");
  }

  private static long directBytes() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }
}
