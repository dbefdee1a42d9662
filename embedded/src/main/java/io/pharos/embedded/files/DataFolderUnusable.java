package io.pharos.embedded.files;

/** A folder that cannot be the data folder; the message says why and what to do. */
public final class DataFolderUnusable extends RuntimeException {
  private static final long serialVersionUID = 1;

  DataFolderUnusable(String message) {
    super(message);
  }

  DataFolderUnusable(String message, Throwable cause) {
    super(message, cause);
  }
}
