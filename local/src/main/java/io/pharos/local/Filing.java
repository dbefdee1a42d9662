package io.pharos.local;

import io.pharos.embedded.lake.LakeWriter;
import io.pharos.embedded.stream.Segment;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whether acknowledged events come into the lake. */
record Filing(LakeWriter lakeWriter) {
  private static final long POLL_MILLIS = 100;

  /** What was under way when somebody began to wait may fail for a reason that is mended by now. */
  private static final int UNDER_WAY = 1;

  /**
   * Waits until everything submitted so far is in the lake.
   *
   * @throws OperationFailed where it cannot be just now; it is tried again without end
   */
  void await() {
    long failures = lakeWriter.failures() + UNDER_WAY;
    CompletableFuture<Void> filed = lakeWriter.filed();
    while (!isDone(filed)) {
      if (lakeWriter.failures() > failures) {
        throw OperationFailed.failed(
            events(lakeWriter.backlog())
                + " acknowledged events are not filed yet, which is tried again and again: "
                + lakeWriter.trouble());
      }
    }
  }

  private static boolean isDone(CompletableFuture<Void> filed) {
    try {
      filed.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException notYet) {
      return false;
    } catch (ExecutionException e) {
      throw OperationFailed.failed(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw OperationFailed.failed("interrupted");
    }
  }

  /** Nothing was left when the lake writer closed. */
  void requireDone(Path data) {
    List<Segment> left = lakeWriter.left();
    if (!left.isEmpty()) {
      throw OperationFailed.failed(
          events(left)
              + " acknowledged events could not be filed; they are kept in "
              + data.resolve("stream")
              + ", and the next start files them. "
              + lakeWriter.trouble());
    }
  }

  private static long events(List<Segment> segments) {
    return segments.stream().mapToLong(Segment::events).sum();
  }
}
