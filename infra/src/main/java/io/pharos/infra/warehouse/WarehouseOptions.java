package io.pharos.infra.warehouse;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awscdk.RemovalPolicy;

/**
 * The options of a warehouse. In {@link #DEFAULTS} everything optional is off, and costs nothing.
 *
 * @param dev for development: nothing outlives the stack, and new versions of functions take over
 *     at once
 * @param deployment how new versions of functions take over
 * @param notificationEmail receives failures and alarms
 * @param logRetention a number of days that CloudWatch Logs allows
 * @param streamRetention how long a stream keeps an event: 24 hours to 365 days
 * @param queryScanLimit bytes that one query may scan, 10 MB or more
 * @param beaconConcurrency the beacon's reserved invocations, which are also its limit; 0 for the
 *     account's
 * @param tracing the destination of traces. Without it there are none, not even Lambda's own,
 *     because X-Ray costs more than the functions
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
   * A Lambda layer that receives traces by OTLP, such as AWS's distribution of OpenTelemetry.
   *
   * @param layer its ARN with version
   */
  public record TraceCollector(String layer) {
    /** The layer's endpoint. */
    static final String ENDPOINT = "http://localhost:4318";
  }

  /**
   * The removal policy of resources that hold data: they stay, unless the deployment that made them
   * is rolled back, because their names would block the next one.
   */
  RemovalPolicy removalOfData() {
    return dev ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
  }

  /** These options for development: all at once, nothing kept. */
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

  /** These options with another HTTP API. */
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
