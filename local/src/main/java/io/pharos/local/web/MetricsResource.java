package io.pharos.local.web;

import io.pharos.core.metrics.MetricsOutcome;
import io.pharos.core.metrics.MinuteReport;
import io.pharos.http.Errors;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts per minute of event time, as they are now or as they come. */
@Path("/{database}/metrics")
@Singleton
@Blocking
public class MetricsResource {
  private static final Duration BEAT = Duration.ofSeconds(1);

  private final MinuteReport report;

  @Inject
  public MetricsResource(MinuteReport report) {
    this.report = report;
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

  /** The same as server-sent events: at once, and again whenever it has changed. */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS + ";qs=0.5")
  public Multi<String> feed(
      @PathParam("database") String database,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to) {
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
            .emitOn(Infrastructure.getDefaultWorkerPool())
            .map(tick -> String.valueOf(now(database, from, to).getEntity()));
    return Multi.createBy()
        .concatenating()
        .streams(Multi.createFrom().item(String.valueOf(first.getEntity())), later)
        .skip()
        .repetitions();
  }
}
