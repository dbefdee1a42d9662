package io.pharos.aws.lambda;

import java.util.logging.Filter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Renames the levels of java.util.logging, which OpenTelemetry uses, to the common ones: SEVERE
 * becomes ERROR, for the filters of logs.
 */
final class LogLevels implements Filter {
  private static final Level ERROR = new Named("ERROR", Level.SEVERE);
  private static final Level WARN = new Named("WARN", Level.WARNING);

  private static final class Named extends Level {
    private static final long serialVersionUID = 1;

    Named(String name, Level as) {
      super(name, as.intValue());
    }
  }

  /** Applies to all later lines. */
  static void unify() {
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      handler.setFilter(new LogLevels());
    }
  }

  @Override
  public boolean isLoggable(LogRecord record) {
    switch (record.getLevel().getName()) {
      case "SEVERE" -> record.setLevel(ERROR);
      case "WARNING" -> record.setLevel(WARN);
      default -> {}
    }
    return true;
  }
}
