package io.pharos.local.web;

import io.pharos.core.capture.EventLimits;
import io.pharos.http.BodyRoom;
import io.pharos.local.RefusedRequests;
import io.pharos.local.Warehouse;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The heap that all bodies share, including those whose events wait to be written. A body is
 * charged before it is read, by the length in its headers, and a gzip body again by its growth
 * during gunzip. A body that does not fit is answered 503. The address of a pixel counts as the
 * body of its event. So senders cannot fill the heap with bodies.
 */
@Singleton
final class BodyBudget implements BodyRoom {
  static final int PRIORITY = 150;

  /** The copies of plain bytes: as sent, and as lines or refused events. */
  private static final int COPIES = 2;

  private static final String CHARGE = BodyCharge.class.getName();

  private final RefusedRequests refused;
  private final long budget;
  private final CurrentVertxRequest current;
  private final AtomicLong taken = new AtomicLong();

  @Inject
  BodyBudget(Warehouse warehouse, CurrentVertxRequest current) {
    this.refused = warehouse.refusedRequests();
    this.budget = warehouse.config().bodyBytes();
    this.current = current;
  }

  void register(@Observes Filters filters) {
    filters.register(this::admit, PRIORITY);
  }

  private void admit(RoutingContext context) {
    HttpServerRequest request = context.request();
    BodyCharge charge = new BodyCharge(taken, budget);
    if (request.method().equals(HttpMethod.POST) && !admits(context, charge)) {
      return;
    }
    context.put(CHARGE, charge);
    context.addEndHandler(ended -> charge.release());
    context.next();
  }

  /** Charges a body; answers the request if it does not fit. */
  private boolean admits(RoutingContext context, BodyCharge charge) {
    HttpServerRequest request = context.request();
    long length = length(request.getHeader("Content-Length"));
    if (length > EventLimits.MAX_BODY_BYTES) {
      context.response().putHeader("Connection", "close");
      Answers.send(context, 413, "the body is over 4 MB; send the events in several requests");
      return false;
    }
    if (!charge.grow(atFirst(length, request.getHeader("Content-Encoding")))) {
      context.response().putHeader("Connection", "close");
      refused.add(RefusedRequests.Reason.NO_ROOM);
      Answers.send(context, 503, "too many large requests at once; try again");
      return false;
    }
    return true;
  }

  @Override
  public boolean grow(int bytes) {
    boolean room = charge().grow((long) COPIES * bytes);
    if (!room) {
      refused.add(RefusedRequests.Reason.NO_ROOM);
    }
    return room;
  }

  @Override
  public void keepUntil(CompletionStage<?> settled) {
    BodyCharge charge = charge();
    charge.hold();
    settled.whenComplete((outcome, failure) -> charge.release());
  }

  private BodyCharge charge() {
    return Objects.requireNonNull(current.getCurrent().get(CHARGE), "a body that was let in");
  }

  private static long length(@Nullable String header) {
    try {
      return header == null ? EventLimits.MAX_BODY_BYTES : Long.parseLong(header);
    } catch (NumberFormatException e) {
      return EventLimits.MAX_BODY_BYTES;
    }
  }

  private static long atFirst(long length, @Nullable String encoding) {
    boolean plain = encoding == null || encoding.isEmpty() || encoding.equalsIgnoreCase("identity");
    return plain ? (1 + COPIES) * length : length;
  }
}
