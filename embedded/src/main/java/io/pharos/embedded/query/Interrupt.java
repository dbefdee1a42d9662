package io.pharos.embedded.query;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import org.duckdb.DuckDBConnection;

/**
 * Interrupts the work of a connection, even while rows are fetched, which may be most of the work
 * of a query. The driver's {@code cancel} waits for the end of a fetch (duckdb_jdbc 1.5.6), so this
 * calls the native function below it.
 */
final class Interrupt {
  private static final Field REFERENCE = reference();
  private static final Method INTERRUPT = interrupt();

  private Interrupt() {}

  /** Interrupts a connection, which nobody may close meanwhile. */
  static void send(Connection connection) throws SQLException {
    try {
      Object reference = REFERENCE.get(connection.unwrap(DuckDBConnection.class));
      if (reference != null) {
        INTERRUPT.invoke(null, reference);
      }
    } catch (ReflectiveOperationException e) {
      throw new SQLException("the engine cannot be interrupted", e);
    }
  }

  private static Field reference() {
    try {
      Field field = DuckDBConnection.class.getDeclaredField("connRef");
      field.setAccessible(true);
      return field;
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("this version of duckdb_jdbc has another connection", e);
    }
  }

  private static Method interrupt() {
    try {
      Method method =
          Class.forName("org.duckdb.DuckDBNative")
              .getDeclaredMethod("duckdb_jdbc_interrupt", ByteBuffer.class);
      method.setAccessible(true);
      return method;
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("this version of duckdb_jdbc has no interrupt", e);
    }
  }
}
