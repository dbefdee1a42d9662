package io.pharos.local;

import io.pharos.client.OperationFailed;
import io.pharos.embedded.lake.LakeWriter;
import io.pharos.embedded.stream.Segment;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The filing of acknowledged events into the lake. */
record Filing(LakeWriter lakeWriter) {
  private static final long POLL_MILLIS = 100;

  /**
   * Failures that do not end a wait: the attempt at its beginning may fail for a cause that was
   * just removed.
   */
  private static final int UNDER_WAY = 1;

  /**
   * Waits until all segments submitted so far are in the lake.
   *
   * @throws OperationFailed if that fails at present; the attempts go on without end
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

  /** Whether the lake writer filed everything before it closed. */
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
