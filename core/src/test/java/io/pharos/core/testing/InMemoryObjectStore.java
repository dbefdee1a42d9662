package io.pharos.core.testing;

import io.pharos.core.objects.Labels;
import io.pharos.core.objects.ObjectKey;
import io.pharos.core.objects.ObjectStore;
import io.pharos.core.objects.StoredObject;
import java.time.Clock;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Objects in memory, modified when a clock says. */
public final class InMemoryObjectStore implements ObjectStore {
  private record Entry(StoredObject object, byte[] content, Labels labels) {}

  private final NavigableMap<String, Entry> objects = new TreeMap<>();
  private final Clock clock;

  public InMemoryObjectStore(Clock clock) {
    this.clock = clock;
  }

  /** Puts an object without metadata and tags, as an engine writes its files. */
  public synchronized void put(String key, byte[] content) {
    ObjectKey.require(key);
    put(key, content, Labels.NONE);
  }

  public synchronized byte[] content(String key) {
    return entry(key).content().clone();
  }

  @Override
  public synchronized List<StoredObject> list(String prefix) {
    ObjectKey.requirePrefix(prefix);
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
  public synchronized Labels labels(String key) {
    ObjectKey.require(key);
    return entry(key).labels();
  }

  @Override
  public synchronized void copy(String from, String to, Labels labels) {
    ObjectKey.require(from);
    ObjectKey.require(to);
    put(to, entry(from).content(), labels);
  }

  @Override
  public synchronized void delete(String key) {
    ObjectKey.require(key);
    objects.remove(key);
  }

  private void put(String key, byte[] content, Labels labels) {
    StoredObject object = new StoredObject(key, content.length, clock.instant());
    objects.put(key, new Entry(object, content.clone(), labels));
  }

  private Entry entry(String key) {
    Entry entry = objects.get(key);
    if (entry == null) {
      throw new IllegalStateException("there is no object '" + key + "'");
    }
    return entry;
  }
}
