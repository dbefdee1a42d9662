package io.pharos.load.run;

/** A command could not do what it was told; the message says why, and what to do. */
public final class RunFailed extends Exception {
  private static final long serialVersionUID = 1L;

  public RunFailed(String message) {
    super(message);
  }

  public RunFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
