package io.pharos.core.capture;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys that allow a sender to write events; if none is configured, everybody may. */
public final class WriteKeys {
  /** The parameter of an address that may hold a key. */
  public static final String PARAMETER = "key";

  private final List<byte[]> keys;

  public WriteKeys(Collection<String> keys) {
    this.keys = keys.stream().map(key -> key.getBytes(StandardCharsets.UTF_8)).toList();
  }

  /** Whether a sender needs a key. */
  public boolean needed() {
    return !keys.isEmpty();
  }

  /** Compares keys in constant time. */
  public boolean allow(@Nullable String given) {
    if (keys.isEmpty()) {
      return true;
    }
    if (given == null) {
      return false;
    }
    byte[] bytes = given.getBytes(StandardCharsets.UTF_8);
    boolean allowed = false;
    for (byte[] key : keys) {
      allowed |= MessageDigest.isEqual(key, bytes);
    }
    return allowed;
  }
}
