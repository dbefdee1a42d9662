package io.pharos.core.value;

import org.jspecify.annotations.Nullable;

/** UUIDs as senders write them. */
public final class Uuids {
  private Uuids() {}

  /** The UUID in lower case; null if the text is none. */
  public static @Nullable String normalize(String text) {
    if (text.length() != UuidV7.LENGTH) {
      return null;
    }
    boolean upper = false;
    for (int i = 0; i < UuidV7.LENGTH; i++) {
      char c = text.charAt(i);
      if (i == 8 || i == 13 || i == 18 || i == 23) {
        if (c != '-') {
          return null;
        }
      } else if (c >= 'A' && c <= 'F') {
        upper = true;
      } else if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return null;
      }
    }
    return upper ? text.toLowerCase(java.util.Locale.ROOT) : text;
  }
}
