package io.pharos.local.web;

import io.pharos.local.Warehouse;
import io.quarkus.vertx.http.runtime.cors.CORSFilter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Lets pixels of all origins in: a picture needs no permission of CORS. With {@code crossorigin},
 * CORS only decides whether the page may read the answer.
 */
@Singleton
final class PixelOrigins {
  /** Before CORS, which has 300. */
  private static final int PRIORITY = 350;

  /** The paths of pixels, without other spellings of /api, which needs the origin too. */
  private static final Pattern PIXEL = Pattern.compile("/+(?!api/|q/)[^/%;]+/+[^/%;]+\\.gif");

  private final List<String> origins;
  private final List<Pattern> patterns;

  @Inject
  PixelOrigins(Warehouse warehouse) {
    origins = warehouse.config().corsOrigins();
    patterns = CORSFilter.parseAllowedOriginsRegex(Optional.of(origins));
  }

  void register(@Observes Filters filters) {
    filters.register(this::hideOthers, PRIORITY);
  }

  private void hideOthers(RoutingContext context) {
    HttpServerRequest request = context.request();
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null && isPixel(request) && !mayLook(origin)) {
      request.headers().remove(HttpHeaders.ORIGIN);
    }
    context.next();
  }

  private static boolean isPixel(HttpServerRequest request) {
    return request.method().equals(HttpMethod.GET)
        && PIXEL.matcher(String.valueOf(request.path())).matches();
  }

  private boolean mayLook(String origin) {
    return origins.equals(List.of("*"))
        || origins.contains(origin)
        || CORSFilter.isOriginAllowedByRegex(patterns, origin);
  }
}
