package io.pharos.embedded.state;

/** The state of the data folder cannot be read or written. */
public final class StateFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  StateFailure(String message, Throwable cause) {
    super(message, cause);
  }

  StateFailure(String message) {
    super(message);
  }
}
