package io.pharos.aws.lambda;

import io.pharos.aws.AwsClients;
import io.pharos.core.deployment.StackNames;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The common parts of every function: clock, present invocation, counts and clients. */
public final class FunctionRuntime {
  private final Clock clock;
  private final Optional<URI> endpoint;
  private final Tracing tracing = Tracing.of(System.getenv());
  private final Invocation invocation = new Invocation(tracing);
  private final OperationalMetrics metrics;

  /**
   * @param endpoint replaces AWS; absent for AWS itself
   */
  public FunctionRuntime(StackNames names, Optional<URI> endpoint, Clock clock) {
    this.clock = clock;
    this.endpoint = endpoint;
    this.metrics = new OperationalMetrics(names.stack(), clock, System.out);
  }

  public Clock clock() {
    return clock;
  }

  public Invocation invocation() {
    return invocation;
  }

  public OperationalMetrics metrics() {
    return metrics;
  }

  /**
   * Clients with their calls in the invocation's trace.
   *
   * @param call the longest time of one call with all its attempts
   */
  public AwsClients clients(Duration call) {
    return new AwsClients(endpoint, call, tracing.interceptors());
  }
}
