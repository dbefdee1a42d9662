package io.pharos.core.objects;

import java.util.List;
import java.util.Map;

/**
 * Port: files by key. A key is relative, has no empty, {@code .} or {@code ..} part, and uses
 * slashes; anything else is an {@link IllegalArgumentException}. Safe for many threads.
 */
public interface ObjectStore {
  /** The objects whose key starts with a prefix, by key. */
  List<StoredObject> list(String prefix);

  /** The names of the folders directly in a folder; {@code folder} ends in a slash. */
  List<String> folders(String folder);

  /** Copies an object; the copy has this metadata and no tags. */
  void copy(String from, String to, Map<String, String> metadata);

  /** Replaces the tags of an object. */
  void tag(String key, Map<String, String> tags);

  /** Deletes an object; one that is not there is no error. */
  void delete(String key);
}
