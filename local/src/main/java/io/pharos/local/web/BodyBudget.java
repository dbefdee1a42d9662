package io.pharos.local.web;

import io.pharos.core.capture.EventLimits;
import io.pharos.local.Warehouse;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The heap that all bodies in flight share. A body is charged before it is read, by what its
 * headers say it can grow to, and what does not fit is answered 503: the heap cannot be filled from
 * outside.
 */
@Singleton
final class BodyBudget {
  static final int PRIORITY = 150;

  /** A body is there as it came and as the lines that are made of it. */
  private static final int COPIES = 2;

  private final long budget;
  private final AtomicLong taken = new AtomicLong();

  @Inject
  BodyBudget(Warehouse warehouse) {
    this.budget = warehouse.config().bodyBytes();
  }

  void register(@Observes Filters filters) {
    filters.register(this::admit, PRIORITY);
  }

  private void admit(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!request.method().equals(HttpMethod.POST)) {
      context.next();
      return;
    }
    long length = length(request.getHeader("Content-Length"));
    if (length > EventLimits.MAX_BODY_BYTES) {
      context.response().putHeader("Connection", "close");
      Answers.send(context, 413, "the body is over 4 MB; send the events in several requests");
      return;
    }
    long charge = charge(length, request.getHeader("Content-Encoding"));
    if (taken.addAndGet(charge) > budget) {
      taken.addAndGet(-charge);
      context.response().putHeader("Connection", "close");
      Answers.send(context, 503, "too many large requests at once; try again");
      return;
    }
    context.addEndHandler(ended -> taken.addAndGet(-charge));
    context.next();
  }

  private static long length(@Nullable String header) {
    try {
      return header == null ? EventLimits.MAX_BODY_BYTES : Long.parseLong(header);
    } catch (NumberFormatException e) {
      return EventLimits.MAX_BODY_BYTES;
    }
  }

  private static long charge(long length, @Nullable String encoding) {
    boolean zipped = encoding != null && !encoding.isEmpty() && !encoding.equals("identity");
    return length
        + COPIES * (zipped ? Math.min(EventLimits.MAX_UNZIPPED_BYTES, 64L * length) : length);
  }
}
