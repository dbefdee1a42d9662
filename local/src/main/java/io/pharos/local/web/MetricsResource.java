package io.pharos.local.web;

import io.pharos.core.metrics.MetricsOutcome;
import io.pharos.core.metrics.MinuteReport;
import io.pharos.http.Errors;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts per minute of event time, once or as a live feed. */
@Path("/{database}/metrics")
@Singleton
@Blocking
public class MetricsResource {
  private static final Duration BEAT = Duration.ofSeconds(1);

  private final MinuteReport report;
  private final Draining draining;

  @Inject
  public MetricsResource(MinuteReport report, Running running) {
    this.report = report;
    this.draining = running.draining();
  }

  /** The minutes from {@code from} to {@code to}; the last hour by default. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response now(
      @PathParam("database") String database,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to) {
    return switch (report.report(database, Optional.ofNullable(from), Optional.ofNullable(to))) {
      case MetricsOutcome.Report counts ->
          Response.ok(counts.json(), MediaType.APPLICATION_JSON_TYPE).build();
      case MetricsOutcome.BadRequest bad -> Errors.of(400, bad.message());
      case MetricsOutcome.NotFound missing -> Errors.of(404, missing.message());
    };
  }

  /**
   * The same as server-sent events: one at once, one after each change, and a last one at the end.
   */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS + ";qs=0.5")
  public Multi<OutboundSseEvent> feed(
      @PathParam("database") String database,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @Context RoutingContext request,
      @Context Sse events) {
    Response first = now(database, from, to);
    if (first.getStatus() != 200) {
      throw new WebApplicationException(first);
    }
    Multi<String> later =
        Multi.createFrom()
            .ticks()
            .every(BEAT)
            .onOverflow()
            .drop()
            .select()
            .first(tick -> !draining.hasBegun())
            .emitOn(Infrastructure.getDefaultWorkerPool())
            .map(tick -> String.valueOf(now(database, from, to).getEntity()));
    Multi<OutboundSseEvent> reports =
        concatenated(Multi.createFrom().item(String.valueOf(first.getEntity())), later)
            .skip()
            .repetitions()
            .map(events::newEvent);
    return draining.noted(
        concatenated(reports, Multi.createFrom().item(() -> ending(events))),
        request.request().connection());
  }

  private static OutboundSseEvent ending(Sse events) {
    return events.newEventBuilder().name("end").data("the warehouse is shutting down").build();
  }

  private static <T> Multi<T> concatenated(Multi<T> first, Multi<T> second) {
    return Multi.createBy().concatenating().streams(first, second);
  }
}
