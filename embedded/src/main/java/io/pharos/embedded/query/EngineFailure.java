package io.pharos.embedded.query;

/** The query engine itself failed. */
public final class EngineFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  public EngineFailure(String message) {
    super(message);
  }

  public EngineFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
