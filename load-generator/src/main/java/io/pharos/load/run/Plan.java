package io.pharos.load.run;

import io.pharos.core.capture.EventLimits;
import io.pharos.load.users.Behaviour;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a run does.
 *
 * @param url of a warehouse
 * @param duration after which no further ad is viewed
 * @param batch events of a request at most
 * @param key that the warehouse wants of who sends events, where it wants one
 */
public record Plan(
    URI url, Behaviour behaviour, Duration duration, int batch, Optional<String> key) {
  private static final Set<String> SCHEMES = Set.of("http", "https");

  /** What a header can hold. */
  private static final Pattern KEY = Pattern.compile("[!-~]+");

  public Plan {
    String scheme = url.getScheme();
    if (scheme == null
        || !SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))
        || url.getHost() == null
        || url.getRawQuery() != null
        || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "'" + url + "' is not the URL of a warehouse, such as http://127.0.0.1:8080");
    }
    url = URI.create(url.toString().replaceAll("/+$", ""));
    if (!duration.isPositive()) {
      throw new IllegalArgumentException("the duration is longer than nothing, such as 20s");
    }
    if (batch < 1 || batch > EventLimits.MAX_EVENTS) {
      throw new IllegalArgumentException(
          "a batch has 1 to " + EventLimits.MAX_EVENTS + " events, not " + batch);
    }
    if (key.isPresent() && !KEY.matcher(key.get()).matches()) {
      throw new IllegalArgumentException("a write key is of printable ASCII without spaces");
    }
  }
}
