package io.pharos.sql.functions;

/** A value that a function does not take; the message is for whoever wrote the query. */
final class Refusal extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  Refusal(String message) {
    super(message);
  }
}
