package io.pharos.core.objects;

import java.util.List;

/**
 * Port: files by key. A key is relative, has no empty, {@code .} or {@code ..} part, and uses
 * slashes; anything else is an {@link IllegalArgumentException}. Safe for many threads.
 */
public interface ObjectStore {
  /** The objects whose key starts with a prefix, by key. */
  List<StoredObject> list(String prefix);

  /** The names of the folders directly in a folder; {@code folder} ends in a slash. */
  List<String> folders(String folder);

  /** Metadata and tags of an object. */
  Labels labels(String key);

  /** Copies an object; the copy has only these labels. A copy onto itself changes the labels. */
  void copy(String from, String to, Labels labels);

  /** Deletes an object; a missing one is no error. */
  void delete(String key);
}
