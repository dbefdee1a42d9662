package io.pharos.local;

/** The client of a query. */
public interface Asker {
  /** The user of this command, until it ends. */
  Asker COMMAND =
      new Asker() {
        @Override
        public String name() {
          return "this command";
        }

        @Override
        public boolean hasLeft() {
          return false;
        }
      };

  /** Its name in the list of queries. */
  String name();

  /** Whether the client no longer waits for the answer. */
  boolean hasLeft();
}
