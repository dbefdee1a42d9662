package io.pharos.aws.lambda;

/** An event of a wrong form; the message has the path of the error. */
public final class MalformedEvent extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public MalformedEvent(String message) {
    super(message);
  }
}
