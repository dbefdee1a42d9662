package io.pharos.beacon;

import com.amazonaws.services.lambda.runtime.Context;
import io.pharos.aws.lambda.FunctionRuntime;
import io.pharos.aws.lambda.Invocation;
import io.pharos.aws.lambda.OperationalMetrics;
import io.pharos.core.capture.Capture;
import io.pharos.core.capture.CaptureCounts;
import io.pharos.core.definition.TableName;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Notes when a request begins and ends, and tells what became of its events. */
@Provider
public final class RequestObserver implements ContainerRequestFilter, ContainerResponseFilter {
  private final Context lambda;
  private final Invocation invocation;
  private final Capture capture;
  private final OperationalMetrics metrics;
  private final Map<TableName, Told> told = new HashMap<>();

  private record Told(long accepted, long invalid, long unavailable, long throttled) {
    static Told of(CaptureCounts counts) {
      return new Told(
          counts.accepted(), counts.invalid(), counts.unavailable(), counts.throttled());
    }
  }

  @Inject
  public RequestObserver(
      Context lambda, FunctionRuntime runtime, BeaconConfig config, Capture capture) {
    this.lambda = lambda;
    this.invocation = runtime.invocation();
    this.capture = capture;
    this.metrics = runtime.metrics();
    config
        .definitions()
        .streamingTables()
        .forEach(table -> told.put(table.name(), new Told(0, 0, 0, 0)));
  }

  @Override
  public void filter(ContainerRequestContext request) {
    invocation.begin(lambda.getAwsRequestId(), lambda.getRemainingTimeInMillis());
    var address = request.getUriInfo().getPathParameters();
    String table = address.containsKey("table") ? "table" : "file";
    invocation.about(
        address.getFirst("database"), address.getFirst(table).replaceFirst("\\.gif$", ""));
  }

  /** A function has one request at a time: what was counted since the last one is this one's. */
  @Override
  public synchronized void filter(
      ContainerRequestContext request, ContainerResponseContext response) {
    told.replaceAll(this::tell);
    invocation.end(response.getStatus() < 500 ? "" : "answered " + response.getStatus());
  }

  private Told tell(TableName table, Told before) {
    Told now = Told.of(Objects.requireNonNull(capture.counts(table)));
    metrics.count(
        table,
        Map.of(
            "EventsAccepted", now.accepted - before.accepted,
            "EventsQuarantined", now.invalid - before.invalid,
            "EventsNotTaken", now.unavailable - before.unavailable,
            "EventsThrottled", now.throttled - before.throttled));
    return now;
  }
}
