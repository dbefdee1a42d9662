package io.pharos.local.web;

import io.pharos.http.Errors;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may use {@code /api}: programs of this machine or, if other machines can reach the
 * warehouse, callers with the token. It refuses web pages of another origin by the browser's Origin
 * header, and pages whose own name points to this machine by the Host header.
 */
@Provider
@ApiGuard.Guarded
public final class ApiGuard implements ContainerRequestFilter {
  private static final String LOCALHOST = "localhost";
  private static final int DEFAULT_PORT = 80;
  private static final String BEARER = "Bearer ";

  private final Running running;
  private final HttpServerRequest request;

  /** Why a request is not let through. */
  private record Refusal(int status, String message) {}

  /** Marks the guarded resources, however their address is spelt. */
  @NameBinding
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  public @interface Guarded {}

  @Inject
  public ApiGuard(Running running, HttpServerRequest request) {
    this.running = running;
    this.request = request;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    Optional<Refusal> refusal = refusal();
    if (refusal.isPresent()) {
      context.abortWith(Errors.of(refusal.get().status(), refusal.get().message()));
    } else if (context.getMethod().equals(HttpMethod.POST) && !isJson(context.getMediaType())) {
      context.abortWith(Errors.of(415, "a change needs the header Content-Type: application/json"));
    }
  }

  /** Whether the body is JSON. A page may send other types, or none, without a CORS request. */
  private static boolean isJson(@Nullable MediaType type) {
    return type != null
        && type.isCompatible(MediaType.APPLICATION_JSON_TYPE)
        && !type.isWildcardType();
  }

  private Optional<Refusal> refusal() {
    HostAndPort host = request.authority(); // of HTTP/1's Host or HTTP/2's authority
    if (!ownHost(host)) {
      return forbidden(
          "/api is for this host only, and the request is for '"
              + host
              + "': use "
              + running.address());
    }
    String origin = request.getHeader("Origin");
    if (origin != null
        && !origin.toLowerCase(Locale.ROOT).equals("http://" + lower(String.valueOf(host)))) {
      return forbidden("/api takes no request of a web page from " + origin);
    }
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return forbidden("/api takes no request of a web page of another site");
    }
    if (running.token().isPresent() && !allowed(running.token().get())) {
      return Optional.of(
          new Refusal(
              401,
              "a bearer token is needed: the one that was printed when the warehouse started"));
    }
    return Optional.empty();
  }

  private static Optional<Refusal> forbidden(String message) {
    return Optional.of(new Refusal(403, message));
  }

  /**
   * Whether the host is this one. If a token is needed any name will do, because the token
   * identifies the caller.
   */
  private boolean ownHost(@Nullable HostAndPort host) {
    return host != null
        && (running.token().isPresent()
            || (isThisMachine(host.host()) && port(host) == running.address().getPort()));
  }

  /**
   * Whether a host is this machine: its address, {@code localhost}, or the name given at the start.
   */
  private boolean isThisMachine(String host) {
    return host.equalsIgnoreCase(LOCALHOST)
        || host.equalsIgnoreCase(running.address().getHost())
        || isLoopback(host);
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException aName) {
      return false;
    }
  }

  private static int port(HostAndPort host) {
    return host.port() < 0 ? DEFAULT_PORT : host.port();
  }

  private boolean allowed(String token) {
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
