package io.pharos.core.objects;

/** The rule for the keys of an {@link ObjectStore}. */
public final class ObjectKey {
  private ObjectKey() {}

  /**
   * Checks a key.
   *
   * @throws IllegalArgumentException if it is not valid
   */
  public static void require(String key) {
    for (String part : key.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..") || part.indexOf('\0') >= 0) {
        throw new IllegalArgumentException(
            "'" + key + "' is not a key: it is relative, without empty, . and .. parts");
      }
    }
  }

  /** Checks the beginning of a key; anything may follow its last slash. */
  public static void requirePrefix(String prefix) {
    int end = prefix.lastIndexOf('/');
    if (end >= 0) {
      require(prefix.substring(0, end));
    }
  }

  /** Checks a folder: a prefix that is empty or ends in a slash. */
  public static void requireFolder(String folder) {
    if (!folder.isEmpty() && !folder.endsWith("/")) {
      throw new IllegalArgumentException("'" + folder + "' is not a folder: it ends in no slash");
    }
    requirePrefix(folder);
  }
}
