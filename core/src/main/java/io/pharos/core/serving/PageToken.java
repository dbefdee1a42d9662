package io.pharos.core.serving;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The beginning of the next page: after a sort value of the same look-up. A caller can read it and
 * make one up: it holds no secret, and allows nothing that a request does not.
 */
record PageToken(String name, String key, String start, String end, String last) {
  private static final String VERSION = "1";
  private static final String SEPARATOR = "\n";
  private static final int PARTS = 6;

  String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            String.join(SEPARATOR, VERSION, name, start, end, last, key)
                .getBytes(StandardCharsets.UTF_8));
  }

  /** The token of a text; empty if the text is no token. */
  static Optional<PageToken> of(String text) {
    try {
      List<String> parts =
          List.of(
              new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8)
                  .split(SEPARATOR, PARTS)); // the key, the last, may hold separators
      if (parts.size() == PARTS
          && parts.getFirst().equals(VERSION)
          && parts.get(4).chars().allMatch(c -> c > ' ')) {
        return Optional.of(
            new PageToken(parts.get(1), parts.get(5), parts.get(2), parts.get(3), parts.get(4)));
      }
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
    return Optional.empty();
  }
}
