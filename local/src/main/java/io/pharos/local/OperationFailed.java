package io.pharos.local;

/** An operation that could not be done; the message is for the user. */
public final class OperationFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean wrongInput;

  private OperationFailed(boolean wrongInput, String message) {
    super(message);
    this.wrongInput = wrongInput;
  }

  /** What was asked for cannot be asked for. */
  public static OperationFailed wrongInput(String message) {
    return new OperationFailed(true, message);
  }

  /** It was rightly asked for and went wrong. */
  public static OperationFailed failed(String message) {
    return new OperationFailed(false, message);
  }

  public boolean isWrongInput() {
    return wrongInput;
  }
}
