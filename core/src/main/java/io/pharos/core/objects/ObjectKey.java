package io.pharos.core.objects;

/** The rule for the keys of an {@link ObjectStore}. */
public final class ObjectKey {
  private ObjectKey() {}

  /**
   * Lets a key pass.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static void require(String key) {
    for (String part : key.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..") || part.indexOf('\0') >= 0) {
        throw new IllegalArgumentException(
            "'" + key + "' is not a key: it is relative, without empty, . and .. parts");
      }
    }
  }

  /** Lets the beginning of a key pass; what follows its last slash may be anything. */
  public static void requirePrefix(String prefix) {
    int end = prefix.lastIndexOf('/');
    if (end >= 0) {
      require(prefix.substring(0, end));
    }
  }

  /** Lets a folder pass: a prefix that is empty or ends in a slash. */
  public static void requireFolder(String folder) {
    if (!folder.isEmpty() && !folder.endsWith("/")) {
      throw new IllegalArgumentException("'" + folder + "' is not a folder: it ends in no slash");
    }
    requirePrefix(folder);
  }
}
