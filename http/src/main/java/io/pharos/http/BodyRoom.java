package io.pharos.http;

import java.util.concurrent.CompletionStage;

/** The memory that a host has for the body of the request that is being answered. */
public interface BodyRoom {
  /** Room without an end: for a host that answers one request at a time. */
  BodyRoom AMPLE =
      new BodyRoom() {
        @Override
        public boolean grow(int bytes) {
          return true;
        }

        @Override
        public void keepUntil(CompletionStage<?> settled) {}
      };

  /**
   * Takes room for bytes that became of the body beside those that were sent.
   *
   * @return false where there is none: they must not be kept
   */
  boolean grow(int bytes);

  /** Keeps what was taken until then, also where the sender does not wait for its answer. */
  void keepUntil(CompletionStage<?> settled);
}
