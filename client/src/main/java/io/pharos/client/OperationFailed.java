package io.pharos.client;

/** An operation that could not be done; the message is for the user. */
public final class OperationFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Kind kind;

  /** What may help. */
  public enum Kind {
    /** To ask otherwise. */
    WRONG_INPUT,
    /** What the message says. */
    FAILED,
    /** To ask again, later. */
    BUSY,
    /** To ask for less. */
    TOO_LONG
  }

  private OperationFailed(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** What was asked for cannot be asked for. */
  public static OperationFailed wrongInput(String message) {
    return new OperationFailed(Kind.WRONG_INPUT, message);
  }

  /** It was rightly asked for and went wrong. */
  public static OperationFailed failed(String message) {
    return new OperationFailed(Kind.FAILED, message);
  }

  /** It was rightly asked for, and there is no room for it just now. */
  public static OperationFailed busy(String message) {
    return new OperationFailed(Kind.BUSY, message);
  }

  /** It takes longer than anything may. */
  public static OperationFailed tooLong(String message) {
    return new OperationFailed(Kind.TOO_LONG, message);
  }

  public Kind kind() {
    return kind;
  }

  public boolean isWrongInput() {
    return kind == Kind.WRONG_INPUT;
  }
}
