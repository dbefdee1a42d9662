package io.pharos.core.objects;

import java.time.Instant;

/**
 * An object in the store.
 *
 * @param size in bytes
 */
public record StoredObject(String key, long size, Instant modified) {}
