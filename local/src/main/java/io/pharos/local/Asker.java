package io.pharos.local;

/** Who asks a query. */
public interface Asker {
  /** Whoever runs this command, until it ends. */
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

  /** For whoever looks at the queries. */
  String name();

  /** Nobody waits for the answer any more. */
  boolean hasLeft();
}
