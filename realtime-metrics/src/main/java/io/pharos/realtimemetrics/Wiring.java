package io.pharos.realtimemetrics;

import io.pharos.aws.AwsClients;
import io.pharos.aws.cloudwatch.CloudWatchMetricSink;
import io.pharos.aws.lambda.FunctionRuntime;
import io.pharos.aws.lambda.FunctionStart;
import io.pharos.aws.lambda.Settings;
import io.pharos.aws.lambda.StreamTables;
import io.pharos.core.metrics.StreamCounts;
import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** The counter's parts. */
final class Wiring {
  /** Shorter than the function's minute. */
  private static final Duration CALL = Duration.ofSeconds(15);

  void start(@Observes StartupEvent now, Instance<StreamCounts> parts) {
    FunctionStart.with(parts::get);
  }

  @Produces
  @Singleton
  RealtimeMetricsConfig config() {
    return RealtimeMetricsConfig.of(Settings.ofEnvironment());
  }

  @Produces
  @Singleton
  @DefaultBean
  FunctionRuntime runtime(RealtimeMetricsConfig config) {
    return new FunctionRuntime(config.names(), config.endpoint(), Clock.systemUTC());
  }

  @Produces
  @Singleton
  StreamTables tables(RealtimeMetricsConfig config) {
    return new StreamTables(config.definitions(), config.names());
  }

  @Produces
  @Singleton
  StreamCounts counts(RealtimeMetricsConfig config, FunctionRuntime runtime) {
    AwsClients clients = runtime.clients(CALL);
    return new StreamCounts(
        config.definitions(),
        new CloudWatchMetricSink(
            clients.build(CloudWatchClient.builder()),
            config.definitions(),
            config.names().stack()),
        runtime.clock());
  }
}
