package io.pharos.aws.lambda;

import io.pharos.core.definition.TableName;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The invocation that is under way: a function has one at a time. Its id is on every line of the
 * log, its time bounds what is tried again, and its trace shows what it called.
 */
public final class Invocation {
  /** What is kept back for the answer. */
  private static final Duration MARGIN = Duration.ofSeconds(1);

  /** Where nobody said how long it may take. */
  private static final Duration DEFAULT = Duration.ofSeconds(5);

  private final Tracing tracing;
  private volatile long end = System.nanoTime() + DEFAULT.toNanos();

  public Invocation(Tracing tracing) {
    this.tracing = tracing;
  }

  /**
   * Does the work of an invocation.
   *
   * @param remainingMillis the time until Lambda's deadline; zero or below where none was said
   */
  public <T extends @Nullable Object> T during(
      String requestId, long remainingMillis, Supplier<T> work) {
    begin(requestId, remainingMillis);
    try {
      T result = work.get();
      end("");
      return result;
    } catch (RuntimeException | Error e) {
      end(e.toString()); // never empty, as a message may be
      throw e;
    }
  }

  /**
   * Notes that an invocation began.
   *
   * @param remainingMillis the time until Lambda's deadline; zero or below where none was said, as
   *     an invocation that has no time left is never begun
   */
  public void begin(String requestId, long remainingMillis) {
    MDC.clear();
    MDC.put("request_id", requestId);
    long remaining =
        remainingMillis > 0 ? TimeUnit.MILLISECONDS.toNanos(remainingMillis) : DEFAULT.toNanos();
    end = System.nanoTime() + remaining;
    tracing.begin(requestId);
  }

  /**
   * Notes that it ended.
   *
   * @param failure empty where it ended well
   */
  public void end(String failure) {
    tracing.end(failure);
  }

  /** Notes what it is about, where that is a name: a request may say anything. */
  public void about(String database, String table) {
    if (TableName.IDENTIFIER.matcher(database).matches()
        && TableName.IDENTIFIER.matcher(table).matches()) {
      MDC.put("database", database);
      MDC.put("table", table);
      tracing.about(database, table);
    }
  }

  /** The time that is left for work; zero or below where there is none. */
  public Duration left() {
    return Duration.ofNanos(end - System.nanoTime()).minus(MARGIN);
  }
}
