package io.pharos.embedded.state;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/**
 * The SQLite database of a data folder. One transaction writes at a time, and is durable when it
 * ends. Readers do not wait for it. Safe for many threads.
 */
public final class StateDatabase implements AutoCloseable {
  /** The last of the numbered steps, {@code 001.sql} and so on, that make the present schema. */
  static final int FORMAT = 4;

  private static final int READERS = 4;
  private static final int BUSY_MILLIS = 10_000;

  private static final Logger LOG = System.getLogger(StateDatabase.class.getName());

  private final Path file;
  private final ReentrantLock writing = new ReentrantLock();
  private final BlockingQueue<Connection> readers = new LinkedBlockingQueue<>();

  // Only who holds `writing` touches these.
  private Connection writer;
  private boolean closed;

  /** Work with a connection. */
  interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  private StateDatabase(Path file, Connection writer) {
    this.file = file;
    this.writer = writer;
  }

  /**
   * Opens a new or existing database.
   *
   * @throws StateFailure if it cannot be opened, or a newer Pharos wrote it
   */
  public static StateDatabase open(Path file) {
    try {
      Connection writer = config().createConnection(url(file));
      StateDatabase state = new StateDatabase(file, writer);
      state.migrate();
      for (int i = 0; i < READERS; i++) {
        SQLiteConfig config = config();
        config.setReadOnly(true);
        state.readers.add(config.createConnection(url(file)));
      }
      return state;
    } catch (SQLException e) {
      throw new StateFailure("the state in " + file + " cannot be opened: " + e.getMessage(), e);
    }
  }

  /** The path as a URI, without parameters. */
  private static String url(Path file) {
    return "jdbc:sqlite:" + file.toUri();
  }

  /**
   * Opens a copy of a database that nobody has open, so that nothing is written beside the
   * original.
   *
   * @param scratch a folder for the copy
   */
  public static StateDatabase copy(Path file, Path scratch) {
    Path copy = scratch.resolve(file.getFileName());
    try {
      for (String ending : List.of("", "-wal")) { // what the last process did not move yet
        Path part = file.resolveSibling(file.getFileName() + ending);
        if (Files.exists(part)) {
          Files.copy(part, copy.resolveSibling(copy.getFileName() + ending));
        }
      }
      return open(copy);
    } catch (IOException e) {
      throw new StateFailure("the state in " + file + " cannot be copied: " + e.getMessage(), e);
    }
  }

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    config.setBusyTimeout(BUSY_MILLIS);
    return config;
  }

  private void migrate() throws SQLException {
    int format;
    try (Statement statement = writer.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      format = row.getInt(1);
    }
    if (format > FORMAT) {
      throw new StateFailure(
          file
              + " was written by a newer Pharos (format "
              + format
              + "; this one reads "
              + FORMAT
              + "): update Pharos, or name another data folder");
    }
    if (format == FORMAT) {
      return;
    }
    if (format > 0) {
      keepCopy(format);
    }
    write(connection -> {
      try (Statement statement = connection.createStatement()) {
        for (int step = format + 1; step <= FORMAT; step++) {
          statement.executeUpdate(SqlFile.text("%03d".formatted(step))); // all of it
        }
        statement.execute("PRAGMA user_version = " + FORMAT);
      }
      return true;
    });
  }

  /** Copies the file before the steps, so that you can go back to an older Pharos. */
  private void keepCopy(int format) throws SQLException {
    Path copy = file.resolveSibling(file.getFileName() + ".format-" + format);
    if (Files.notExists(copy)) {
      try (PreparedStatement statement = writer.prepareStatement("VACUUM INTO ?")) {
        statement.setString(1, copy.toString());
        statement.execute();
      }
    }
  }

  /** Reads a snapshot of the committed data at its beginning. */
  <T> T read(Work<T> work) {
    Connection reader = take();
    try {
      return work.with(reader);
    } catch (SQLException e) {
      throw new StateFailure("the state cannot be read: " + e.getMessage(), e);
    } finally {
      readers.add(reader);
    }
  }

  private Connection take() {
    try {
      return readers.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StateFailure("interrupted", e);
    }
  }

  /** Writes in one transaction, which is durable when this returns. */
  <T> T write(Work<T> work) {
    writing.lock();
    try {
      return transact(work);
    } catch (SQLException e) {
      throw new StateFailure("the state cannot be written: " + e.getMessage(), e);
    } finally {
      writing.unlock();
    }
  }

  private <T> T transact(Work<T> work) throws SQLException {
    boolean done = false;
    try {
      writer.setAutoCommit(false);
      T result = work.with(writer);
      writer.commit();
      writer.setAutoCommit(true);
      done = true;
      return result;
    } finally {
      if (!done) {
        renew();
      }
    }
  }

  /**
   * Closes the connection after a failure, which rolls the transaction back. SQLite may or may not
   * have done so, for example on a full disk, and a later write could then run without a
   * transaction.
   */
  private void renew() {
    if (closed) {
      return;
    }
    try {
      writer.close();
      writer = config().createConnection(url(file));
    } catch (SQLException e) {
      LOG.log(Level.WARNING, "the state is opened again with the next write: " + e, e);
    }
  }

  @Override
  public void close() {
    writing.lock();
    try {
      closed = true;
      for (int i = 0; i < READERS; i++) {
        take().close();
      }
      writer.close();
    } catch (SQLException e) {
      throw new StateFailure("the state cannot be closed: " + e.getMessage(), e);
    } finally {
      writing.unlock();
    }
  }
}
