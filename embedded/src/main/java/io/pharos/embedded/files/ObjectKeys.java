package io.pharos.embedded.files;

import io.pharos.core.objects.ObjectKey;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keys of objects as paths below a folder, and back. No path leads out of the folder. */
final class ObjectKeys {
  private static final String SIDE_PREFIX = ".";
  private static final String SIDE_SUFFIX = ".meta.json";

  private final Path root;

  ObjectKeys(Path root) {
    this.root = root;
  }

  /**
   * The file of an object.
   *
   * @throws IllegalArgumentException if the key is not valid
   */
  Path file(String key) {
    Path file = resolve(key, key);
    if (isSide(file)) {
      throw new IllegalArgumentException(
          "'" + key + "' is not a key: such names are kept for metadata");
    }
    return file;
  }

  /** The folder of the objects with a prefix: the prefix up to its last slash. */
  Path folder(String prefix) {
    int end = prefix.lastIndexOf('/');
    if (end < 0) {
      return root;
    }
    return resolve(prefix, prefix.substring(0, end));
  }

  private Path resolve(String key, String relative) {
    ObjectKey.require(relative);
    Path path = root;
    for (String part : relative.split("/", -1)) {
      path = path.resolve(part);
      if (Files.isSymbolicLink(path)) {
        throw new IllegalArgumentException(
            "'" + key + "' is not a key: " + path + " is a symbolic link, which is not followed");
      }
    }
    return path;
  }

  /** Whether a folder is inside one of the data folder's own folders, which stay. */
  boolean isBelowTop(Path folder) {
    return root.relativize(folder).getNameCount() > 1;
  }

  String key(Path file) {
    return root.relativize(file).toString().replace(root.getFileSystem().getSeparator(), "/");
  }

  /** The side file that holds an object's metadata and tags. */
  static Path side(Path file) {
    return file.resolveSibling(SIDE_PREFIX + file.getFileName() + SIDE_SUFFIX);
  }

  static boolean isSide(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.length() > SIDE_PREFIX.length() + SIDE_SUFFIX.length()
        && name.startsWith(SIDE_PREFIX)
        && name.endsWith(SIDE_SUFFIX);
  }
}
