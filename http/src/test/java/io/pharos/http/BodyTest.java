package io.pharos.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.capture.EventLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.FutureTask;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {
  private static final byte[] EVENT = "{\"orders\":[{}]}".getBytes(StandardCharsets.UTF_8);

  /** Room for so many bytes. */
  private static final class Room implements BodyRoom {
    private long left;

    Room(long left) {
      this.left = left;
    }

    @Override
    public boolean grow(int bytes) {
      left -= bytes;
      return left >= 0;
    }

    @Override
    public void keepUntil(CompletionStage<?> settled) {}
  }

  @Test
  void gzipOfSeveralMembersIsUndone() throws IOException {
    byte[] start = gzip(Arrays.copyOf(EVENT, 5));
    byte[] end = gzip(Arrays.copyOfRange(EVENT, 5, EVENT.length));

    byte[] sent = joined(start, times(gzip(new byte[0]), GzipMembers.MAX_DEPTH - 2), end);

    assertThat(Body.of("application/json", "gzip", sent, BodyRoom.AMPLE))
        .isInstanceOfSatisfying(
            Body.Plain.class, plain -> assertThat(plain.bytes()).isEqualTo(EVENT));
  }

  @ParameterizedTest
  @ValueSource(ints = {GzipMembers.MAX_DEPTH + 1, 100_000})
  void manyEmptyMembersAreNoWholeGzipOnTheSmallestStack(int members) throws Exception {
    byte[] sent = times(gzip(new byte[0]), members);
    FutureTask<Body> read =
        new FutureTask<>(() -> Body.of("application/json", "gzip", sent, BodyRoom.AMPLE));

    new Thread(null, read, "small", 160 * 1024).start();

    assertRefused(read.get(), 400, "the body is not whole gzip: ");
  }

  @Test
  void gzipThatEndsEarlyIsRefused() throws IOException {
    byte[] whole = gzip(EVENT);

    assertRefused(
        Body.of("application/json", "gzip", Arrays.copyOf(whole, whole.length - 9), BodyRoom.AMPLE),
        400,
        "the body is not whole gzip: ");
  }

  @Test
  void whatGzipGrowsToTakesRoom() throws IOException {
    byte[] sent = gzip(new byte[EventLimits.MAX_UNZIPPED_BYTES]);

    assertThat(Body.of("text/plain", "gzip", sent, new Room(EventLimits.MAX_UNZIPPED_BYTES)))
        .isInstanceOf(Body.Plain.class);
    assertRefused(
        Body.of("text/plain", "gzip", sent, new Room(EventLimits.MAX_UNZIPPED_BYTES - 1)),
        503,
        "try again");
  }

  @Test
  void whatIsTooLargeHoweverMuchRoomThereIsIsNotToBeTriedAgain() throws IOException {
    byte[] sent = gzip(new byte[EventLimits.MAX_UNZIPPED_BYTES + 1]);

    assertRefused(
        Body.of("text/plain", "gzip", sent, new Room(EventLimits.MAX_UNZIPPED_BYTES)),
        413,
        "over 10 MB");
  }

  private static void assertRefused(Body body, int status, String message) {
    assertThat(body)
        .isInstanceOfSatisfying(
            Body.Refused.class,
            refused -> {
              assertThat(refused.status()).isEqualTo(status);
              assertThat(refused.why()).contains(message);
            });
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(plain);
    }
    return zipped.toByteArray();
  }

  private static byte[] times(byte[] bytes, int count) {
    byte[] all = new byte[bytes.length * count];
    for (int i = 0; i < count; i++) {
      System.arraycopy(bytes, 0, all, i * bytes.length, bytes.length);
    }
    return all;
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
