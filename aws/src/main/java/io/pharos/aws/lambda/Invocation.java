package io.pharos.aws.lambda;

import io.pharos.core.definition.TableName;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The invocation that is under way: a function has one at a time. Its id is on every line of the
 * log, its time bounds what is tried again, and its trace shows what it called.
 */
public final class Invocation {
  private static final Logger LOG = LoggerFactory.getLogger(Invocation.class);
  private static final String REQUEST_ID = "request_id";
  private static final String DATABASE = "database";
  private static final String TABLE = "table";

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
   * Does the work of an invocation. A failure is logged here, where it is known what it is of. It
   * goes on as it is; an error as an exception, as Quarkus tells Lambda of no other.
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
    } catch (RuntimeException e) {
      throw failed(e);
    } catch (Error e) {
      throw failed(new IllegalStateException(e.toString(), e));
    }
  }

  private <E extends RuntimeException> E failed(E failure) {
    if (failure instanceof MalformedEvent) {
      LOG.error(failure.getMessage());
    } else {
      LOG.error("the invocation failed: {}", failure.getMessage(), failure);
    }
    end(failure.toString()); // never empty, as a message may be
    return failure;
  }

  /**
   * Notes that an invocation began.
   *
   * @param remainingMillis the time until Lambda's deadline; zero or below where none was said, as
   *     an invocation that has no time left is never begun
   */
  public void begin(String requestId, long remainingMillis) {
    forget();
    MDC.put(REQUEST_ID, requestId);
    long remaining =
        remainingMillis > 0 ? TimeUnit.MILLISECONDS.toNanos(remainingMillis) : DEFAULT.toNanos();
    end = System.nanoTime() + remaining;
    tracing.begin(requestId);
  }

  /**
   * Notes that it ended: what is logged from now on is not of it.
   *
   * @param failure empty where it ended well
   */
  public void end(String failure) {
    tracing.end(failure);
    forget();
  }

  /** Ours only: what else is in the MDC is of Quarkus. */
  private void forget() {
    MDC.remove(REQUEST_ID);
    aboutAll();
  }

  /** Notes what it is about, where that is a name: a request may say anything. */
  public void about(String database, String table) {
    if (TableName.IDENTIFIER.matcher(database).matches()
        && TableName.IDENTIFIER.matcher(table).matches()) {
      MDC.put(DATABASE, database);
      MDC.put(TABLE, table);
      tracing.about(database, table);
    }
  }

  /** Notes that what follows is about no single table. */
  public void aboutAll() {
    MDC.remove(DATABASE);
    MDC.remove(TABLE);
  }

  /** The time that is left for work; zero or below where there is none. */
  public Duration left() {
    return Duration.ofNanos(end - System.nanoTime()).minus(MARGIN);
  }
}
