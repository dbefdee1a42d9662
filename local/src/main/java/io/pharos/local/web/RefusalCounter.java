package io.pharos.local.web;

import io.pharos.local.RefusedRequests;
import io.pharos.local.RefusedRequests.Reason;
import io.pharos.local.Warehouse;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Counts the refused requests of senders, whatever refuses them: it sees each request before the
 * filters, and each answer.
 */
@Singleton
final class RefusalCounter {
  /** Before CORS' filter, which has 300. */
  private static final int PRIORITY = 400;

  private static final Pattern BEACON = Pattern.compile("/+(?!api/|q/)[^/]+/+[^/]+");

  private final RefusedRequests refused;

  @Inject
  RefusalCounter(Warehouse warehouse) {
    this.refused = warehouse.refusedRequests();
  }

  void register(@Observes Filters filters) {
    filters.register(this::watch, PRIORITY);
  }

  private void watch(RoutingContext context) {
    if (ofASender(context.request())) {
      context.addEndHandler(ended -> reason(context).ifPresent(refused::add));
    }
    context.next();
  }

  private static boolean ofASender(HttpServerRequest request) {
    String path = String.valueOf(request.path());
    boolean sends =
        request.method().equals(HttpMethod.POST)
            || request.method().equals(HttpMethod.OPTIONS)
            || path.endsWith(".gif");
    return sends && BEACON.matcher(path).matches();
  }

  private static Optional<Reason> reason(RoutingContext context) {
    if (context.request().method().equals(HttpMethod.OPTIONS)) {
      return preflight(context);
    }
    return switch (context.response().getStatusCode()) {
      case 401 -> Optional.of(Reason.NO_KEY);
      case 403 -> Optional.of(Reason.ORIGIN);
      case 404 -> Optional.of(Reason.NO_TABLE);
      case 413 -> Optional.of(Reason.TOO_LARGE);
      default -> Optional.empty();
    };
  }

  /** Whether a preflight request was refused: its answer lacks the header. */
  private static Optional<Reason> preflight(RoutingContext context) {
    boolean asked = context.request().headers().contains("Access-Control-Request-Method");
    boolean allowed = context.response().headers().contains("Access-Control-Allow-Origin");
    return asked && !allowed ? Optional.of(Reason.ORIGIN) : Optional.empty();
  }
}
