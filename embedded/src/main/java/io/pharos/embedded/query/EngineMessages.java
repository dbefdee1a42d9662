package io.pharos.embedded.query;

/** What the engine says, without what only its makers want to know. */
final class EngineMessages {
  private static final int MAX_LENGTH = 2_000;

  private EngineMessages() {}

  static String plain(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).strip();
    int stack = message.indexOf("\n\nStack Trace");
    String text = stack < 0 ? message : message.substring(0, stack);
    return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + " .." : text;
  }
}
