package io.pharos.core.query;

/** SQL that cannot be run; the message is for its author. */
public final class RefusedStatement extends RuntimeException {
  private static final long serialVersionUID = 1;

  public RefusedStatement(String message, Throwable cause) {
    super(message, cause);
  }

  public RefusedStatement(String message) {
    super(message);
  }
}
