package io.pharos.sql.functions;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parts of a URL; none of a text that is no URL. */
record Urls(URI uri) {
  static Optional<Urls> of(String text) {
    try {
      return Optional.of(new Urls(new URI(text)));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  String host() {
    return empty(uri.getHost());
  }

  String path() {
    return empty(uri.getPath());
  }

  String protocol() {
    return empty(uri.getScheme());
  }

  String query() {
    return empty(uri.getQuery());
  }

  String fragment() {
    return empty(uri.getFragment());
  }

  @Nullable Long port() {
    return uri.getPort() < 0 ? null : (long) uri.getPort();
  }

  @Nullable String parameter(String name) {
    if (uri.getRawQuery() == null) {
      return null;
    }
    for (String pair : uri.getRawQuery().split("&", -1)) {
      String[] sides = pair.split("=", 2);
      if (decode(sides[0]).equals(name)) {
        return sides.length > 1 ? decode(sides[1]) : "";
      }
    }
    return null;
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Refusal("this cannot be decoded: " + text);
    }
  }

  private static String empty(@Nullable String part) {
    return part == null ? "" : part;
  }
}
