package io.pharos.embedded.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What a class logs while this is open. */
final class LogRecords implements AutoCloseable {
  private final BlockingQueue<LogRecord> records = new LinkedBlockingQueue<>();
  private final Logger logger;
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          records.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  LogRecords(Class<?> type) {
    logger = Logger.getLogger(type.getName());
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
  }

  /** The next one; waits for it. */
  String next() throws InterruptedException {
    LogRecord next = records.poll(30, TimeUnit.SECONDS);
    return next == null ? "nothing" : text(next);
  }

  List<String> all() {
    List<LogRecord> all = new ArrayList<>();
    records.drainTo(all);
    return all.stream().map(LogRecords::text).toList();
  }

  private static String text(LogRecord next) {
    return (next.getLevel().equals(Level.SEVERE) ? "error: " : "info: ") + next.getMessage();
  }

  @Override
  public void close() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }
}
