package io.pharos.trafficapi;

import io.pharos.aws.Backoff;
import io.pharos.aws.dynamodb.DynamoDbServingTable;
import io.pharos.aws.lambda.FunctionRuntime;
import io.pharos.aws.lambda.FunctionStart;
import io.pharos.aws.lambda.HttpEvents;
import io.pharos.aws.lambda.Settings;
import io.pharos.core.serving.ServedLookup;
import io.quarkus.arc.DefaultBean;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** The look-up's parts. */
final class Wiring {
  /** Shorter than the 29 seconds of the function and its API. */
  private static final Duration CALL = Duration.ofSeconds(6);

  void start(@Observes StartupEvent now, Instance<ServedLookup> parts) {
    FunctionStart.with(parts::get);
  }

  @Produces
  @Singleton
  TrafficConfig config() {
    return TrafficConfig.of(Settings.ofEnvironment());
  }

  @Produces
  @Singleton
  @DefaultBean
  FunctionRuntime runtime(TrafficConfig config) {
    return new FunctionRuntime(config.names(), config.endpoint(), Clock.systemUTC());
  }

  @Produces
  @Singleton
  DynamoDbClient dynamo(
      TrafficConfig config, DynamoDbClientBuilder builder, FunctionRuntime runtime) {
    return runtime.clients(CALL).configured(builder).build();
  }

  @Produces
  @Singleton
  ServedLookup lookup(TrafficConfig config, DynamoDbClient dynamo, FunctionRuntime runtime) {
    return new ServedLookup(
        config.definitions(),
        new DynamoDbServingTable(
            dynamo, config.names().servingTable(), new Backoff(runtime.invocation()::left, 1)),
        runtime.clock());
  }

  /** Events as API Gateway sends them. */
  @Produces
  @Singleton
  ObjectMapperCustomizer httpEvents() {
    return mapper -> mapper.registerModule(new HttpEvents());
  }
}
