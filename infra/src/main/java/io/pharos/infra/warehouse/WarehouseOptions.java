package io.pharos.infra.warehouse;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awscdk.RemovalPolicy;

/**
 * What a warehouse may have otherwise than by default. All that is optional is off, and costs
 * nothing, in {@link #DEFAULTS}.
 *
 * @param dev nothing outlives the stack, and new versions of functions take over at once
 * @param deployment how new versions of functions take over
 * @param notificationEmail is told of failures and alarms
 * @param logRetention a number of days that CloudWatch Logs knows
 * @param streamRetention how long a stream keeps an event: 24 hours to 365 days
 * @param queryScanLimit bytes that one query may scan, 10 MB or more
 * @param beaconConcurrency invocations that are reserved for the beacon, and its bound; 0 for what
 *     the account has
 * @param tracing where traces go. Without it there are none, not even Lambda's own: X-Ray asks more
 *     for them than the functions cost
 */
public record WarehouseOptions(
    boolean dev,
    DeploymentPreference deployment,
    Optional<String> notificationEmail,
    Duration logRetention,
    Duration streamRetention,
    long queryScanLimit,
    int beaconConcurrency,
    Optional<TraceCollector> tracing,
    HttpOptions http) {
  private static final long GB = 1_000_000_000;

  public static final WarehouseOptions DEFAULTS =
      new WarehouseOptions(
          false,
          DeploymentPreference.CANARY_10_PERCENT_5_MINUTES,
          Optional.empty(),
          Duration.ofDays(30),
          Duration.ofDays(1),
          100 * GB,
          0,
          Optional.empty(),
          HttpOptions.DEFAULTS);

  /**
   * A Lambda layer that takes traces by OTLP, such as AWS's distribution of OpenTelemetry.
   *
   * @param layer its ARN with version
   */
  public record TraceCollector(String layer) {
    /** Where the layer listens. */
    static final String ENDPOINT = "http://localhost:4318";
  }

  /**
   * What becomes of a resource that holds data when it leaves the stack: it stays, unless the
   * deployment that made it is rolled back, since its name would be in the way of the next one.
   */
  RemovalPolicy removalOfData() {
    return dev ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
  }

  /** The same with {@code dev}: all at once, nothing kept. */
  public WarehouseOptions forDevelopment() {
    return new WarehouseOptions(
        true,
        DeploymentPreference.ALL_AT_ONCE,
        notificationEmail,
        logRetention,
        streamRetention,
        queryScanLimit,
        beaconConcurrency,
        tracing,
        http);
  }

  /** The same with another HTTP API. */
  public WarehouseOptions withHttp(HttpOptions other) {
    return new WarehouseOptions(
        dev,
        deployment,
        notificationEmail,
        logRetention,
        streamRetention,
        queryScanLimit,
        beaconConcurrency,
        tracing,
        other);
  }
}
