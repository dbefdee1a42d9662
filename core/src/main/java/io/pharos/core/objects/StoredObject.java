package io.pharos.core.objects;

import java.time.Instant;
import java.util.Map;

/**
 * An object in the store.
 *
 * @param size in bytes
 */
public record StoredObject(
    String key,
    long size,
    Instant modified,
    Map<String, String> metadata,
    Map<String, String> tags) {
  public StoredObject {
    metadata = Map.copyOf(metadata);
    tags = Map.copyOf(tags);
  }
}
