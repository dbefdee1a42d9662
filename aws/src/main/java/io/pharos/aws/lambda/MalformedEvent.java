package io.pharos.aws.lambda;

/** An event that is not of the form that its function takes; the message says where in it. */
public final class MalformedEvent extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public MalformedEvent(String message) {
    super(message);
  }
}
