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
 * The present invocation; a function has one at a time. Its id is on every line of the log, its
 * time limits the retries, and its trace shows its calls.
 */
public final class Invocation {
  private static final Logger LOG = LoggerFactory.getLogger(Invocation.class);
  private static final String REQUEST_ID = "request_id";
  private static final String DATABASE = "database";
  private static final String TABLE = "table";

  /** The time reserved for the answer. */
  private static final Duration MARGIN = Duration.ofSeconds(1);

  /** The time of an invocation without a deadline. */
  private static final Duration DEFAULT = Duration.ofSeconds(5);

  private final Tracing tracing;
  private volatile long end = System.nanoTime() + DEFAULT.toNanos();

  public Invocation(Tracing tracing) {
    this.tracing = tracing;
  }

  /**
   * Does the work of an invocation. A failure is logged here, with its ids, and thrown again; an
   * {@code Error} is thrown as an exception, because Quarkus reports only exceptions to Lambda.
   *
   * @param remainingMillis the time until Lambda's deadline; zero or less if there is none
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
   * Records the start of an invocation.
   *
   * @param remainingMillis the time until Lambda's deadline; zero or less if there is none, because
   *     Lambda never starts an invocation without time
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
   * Records its end: later lines of the log are not its own.
   *
   * @param failure empty if it succeeded
   */
  public void end(String failure) {
    tracing.end(failure);
    forget();
  }

  /** Removes our keys from the MDC; the others are Quarkus' own. */
  private void forget() {
    MDC.remove(REQUEST_ID);
    aboutAll();
  }

  /** Records its database and table, if they are valid names: a request may have any text. */
  public void about(String database, String table) {
    if (TableName.IDENTIFIER.matcher(database).matches()
        && TableName.IDENTIFIER.matcher(table).matches()) {
      MDC.put(DATABASE, database);
      MDC.put(TABLE, table);
      tracing.about(database, table);
    }
  }

  /** Records that the following work is about no single table. */
  public void aboutAll() {
    MDC.remove(DATABASE);
    MDC.remove(TABLE);
  }

  /** The time left for work; zero or less if there is none. */
  public Duration left() {
    return Duration.ofNanos(end - System.nanoTime()).minus(MARGIN);
  }
}
