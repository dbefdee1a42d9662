package io.pharos.core.testing;

import io.pharos.core.objects.ObjectStore;
import io.pharos.core.objects.StoredObject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Objects in memory, modified when a clock says. */
public final class InMemoryObjectStore implements ObjectStore {
  private record Entry(StoredObject object, byte[] content) {}

  private final NavigableMap<String, Entry> objects = new TreeMap<>();
  private final Clock clock;

  public InMemoryObjectStore(Clock clock) {
    this.clock = clock;
  }

  /** Puts an object without metadata and tags, as an engine writes its files. */
  public synchronized void put(String key, byte[] content) {
    requireKey(key);
    put(key, content, Map.of(), Map.of());
  }

  public synchronized byte[] content(String key) {
    return entry(key).content().clone();
  }

  @Override
  public synchronized List<StoredObject> list(String prefix) {
    requireFolder(prefix);
    return objects.tailMap(prefix, true).values().stream()
        .map(Entry::object)
        .takeWhile(object -> object.key().startsWith(prefix))
        .toList();
  }

  @Override
  public synchronized List<String> folders(String folder) {
    return list(folder).stream()
        .map(object -> object.key().substring(folder.length()))
        .filter(rest -> rest.indexOf('/') >= 0)
        .map(rest -> rest.substring(0, rest.indexOf('/')))
        .distinct()
        .toList();
  }

  @Override
  public synchronized void copy(String from, String to, Map<String, String> metadata) {
    requireKey(from);
    requireKey(to);
    put(to, entry(from).content(), metadata, Map.of());
  }

  @Override
  public synchronized void tag(String key, Map<String, String> tags) {
    requireKey(key);
    Entry old = entry(key);
    put(key, old.content(), old.object().metadata(), tags);
  }

  @Override
  public synchronized void delete(String key) {
    requireKey(key);
    objects.remove(key);
  }

  private void put(
      String key, byte[] content, Map<String, String> metadata, Map<String, String> tags) {
    StoredObject object = new StoredObject(key, content.length, clock.instant(), metadata, tags);
    objects.put(key, new Entry(object, content.clone()));
  }

  private Entry entry(String key) {
    Entry entry = objects.get(key);
    if (entry == null) {
      throw new IllegalStateException("there is no object '" + key + "'");
    }
    return entry;
  }

  /** What follows the last slash of a prefix may be anything. */
  private static void requireFolder(String prefix) {
    int end = prefix.lastIndexOf('/');
    if (end >= 0) {
      requireKey(prefix.substring(0, end));
    }
  }

  private static void requireKey(String key) {
    for (String part : key.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        throw new IllegalArgumentException("'" + key + "' is not a key");
      }
    }
  }
}
