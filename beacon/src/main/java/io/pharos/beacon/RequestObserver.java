package io.pharos.beacon;

import com.amazonaws.services.lambda.runtime.Context;
import io.pharos.aws.lambda.FunctionRuntime;
import io.pharos.aws.lambda.Invocation;
import io.pharos.core.capture.Capture;
import io.pharos.core.capture.CaptureCounts;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.definition.TableName;
import io.pharos.core.deployment.OperationalCount;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Records the start and end of a request, and the counts of its events. A filter is made at the
 * build of the native image, without settings, so it asks for its parts when a request comes.
 */
@Provider
public final class RequestObserver implements ContainerRequestFilter, ContainerResponseFilter {
  private final Context lambda;
  private final Instance<FunctionRuntime> runtime;
  private final Instance<BeaconConfig> config;
  private final Instance<Capture> capture;
  private final Map<TableName, Told> told = new HashMap<>();

  private record Told(long accepted, long invalid, long unavailable, long throttled) {
    static final Told NOTHING = new Told(0, 0, 0, 0);

    static Told of(CaptureCounts counts) {
      return new Told(
          counts.accepted(), counts.invalid(), counts.unavailable(), counts.throttled());
    }
  }

  @Inject
  public RequestObserver(
      Context lambda,
      Instance<FunctionRuntime> runtime,
      Instance<BeaconConfig> config,
      Instance<Capture> capture) {
    this.lambda = lambda;
    this.runtime = runtime;
    this.config = config;
    this.capture = capture;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Invocation invocation = runtime.get().invocation();
    invocation.begin(lambda.getAwsRequestId(), lambda.getRemainingTimeInMillis());
    var address = request.getUriInfo().getPathParameters();
    String table = address.containsKey("table") ? "table" : "file";
    invocation.about(
        address.getFirst("database"), address.getFirst(table).replaceFirst("\\.gif$", ""));
  }

  /**
   * Writes the counts since the last request. They are this request's, because a function has one
   * request at a time.
   */
  @Override
  public synchronized void filter(
      ContainerRequestContext request, ContainerResponseContext response) {
    config.get().definitions().streamingTables().stream()
        .map(TableDefinition::name)
        .forEach(this::tell);
    runtime
        .get()
        .invocation()
        .end(response.getStatus() < 500 ? "" : "answered " + response.getStatus());
  }

  private void tell(TableName table) {
    Told now = Told.of(Objects.requireNonNull(capture.get().counts(table)));
    Told before = Objects.requireNonNullElse(told.put(table, now), Told.NOTHING);
    runtime
        .get()
        .metrics()
        .count(
            table,
            Map.of(
                OperationalCount.EVENTS_ACCEPTED, now.accepted - before.accepted,
                OperationalCount.EVENTS_QUARANTINED, now.invalid - before.invalid,
                OperationalCount.EVENTS_NOT_TAKEN, now.unavailable - before.unavailable,
                OperationalCount.EVENTS_THROTTLED, now.throttled - before.throttled));
  }
}
