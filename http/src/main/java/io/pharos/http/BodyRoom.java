package io.pharos.http;

import java.util.concurrent.CompletionStage;

/** The host's memory for the body of the present request. */
public interface BodyRoom {
  /** Unlimited room, for a host that answers one request at a time. */
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
   * Takes room for bytes made from the body, in addition to the sent ones.
   *
   * @return false if there is none: the bytes must not be kept
   */
  boolean grow(int bytes);

  /**
   * Keeps the taken room until the stage completes, even if the sender does not wait for its
   * answer.
   */
  void keepUntil(CompletionStage<?> settled);
}
