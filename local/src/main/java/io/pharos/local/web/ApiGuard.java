package io.pharos.local.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may use {@code /api}: programs of this machine, and whoever has the token where the warehouse
 * can be reached from others. A web page of another origin may not: its browser names the origin,
 * and a page that had its own name point here is told by the Host.
 */
@Singleton
final class ApiGuard {
  static final int PRIORITY = 200;
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1", "[::1]");
  private static final String BEARER = "Bearer ";

  private final Running running;

  @Inject
  ApiGuard(Running running) {
    this.running = running;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    String path = context.normalizedPath();
    if (!path.equals("/api") && !path.startsWith("/api/")) {
      context.next();
      return;
    }
    Optional<String> refusal = refusal(request);
    if (refusal.isEmpty()) {
      context.next();
    } else {
      Answers.send(context, status(refusal.get()), refusal.get());
    }
  }

  private static int status(String refusal) {
    return refusal.startsWith("a bearer token") ? 401 : 403;
  }

  private Optional<String> refusal(HttpServerRequest request) {
    HostAndPort host = request.authority(); // of HTTP/1's Host or HTTP/2's authority
    if (!ownHost(host)) {
      return Optional.of(
          "/api is for this host only, and the request is for '"
              + host
              + "': use "
              + running.address());
    }
    String origin = request.getHeader("Origin");
    if (origin != null
        && !origin.toLowerCase(Locale.ROOT).equals("http://" + lower(String.valueOf(host)))) {
      return Optional.of("/api takes no request of a web page from " + origin);
    }
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return Optional.of("/api takes no request of a web page of another site");
    }
    if (running.token().isPresent() && !allowed(running.token().get(), request)) {
      return Optional.of(
          "a bearer token is needed: the one that was printed when the warehouse started");
    }
    return Optional.empty();
  }

  /** Where a token is needed, any name that leads here will do: the token says who asks. */
  private boolean ownHost(@Nullable HostAndPort host) {
    return host != null
        && (running.token().isPresent()
            || (THIS_MACHINE.contains(lower(host.host()))
                && host.port() == running.address().getPort()));
  }

  private static boolean allowed(String token, HttpServerRequest request) {
    String given = request.getHeader("Authorization");
    return given != null
        && given.startsWith(BEARER)
        && MessageDigest.isEqual(
            given.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8),
            token.getBytes(StandardCharsets.UTF_8));
  }

  private static String lower(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }
}
