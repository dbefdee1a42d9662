package io.pharos.beacon;

import io.pharos.aws.AwsClients;
import io.pharos.aws.Backoff;
import io.pharos.aws.firehose.FirehoseQuarantine;
import io.pharos.aws.kinesis.KinesisEventStream;
import io.pharos.aws.lambda.FunctionRuntime;
import io.pharos.aws.lambda.FunctionStart;
import io.pharos.aws.lambda.HttpEvents;
import io.pharos.aws.lambda.Settings;
import io.pharos.core.capture.Capture;
import io.pharos.core.capture.WriteKeys;
import io.pharos.http.BodyRoom;
import io.quarkus.arc.DefaultBean;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The beacon's parts. */
final class Wiring {
  /** Shorter than the 29 seconds of the function and its API. */
  private static final Duration CALL = Duration.ofSeconds(6);

  /** Attempts at the events that a stream did not accept. */
  private static final int ATTEMPTS = 6;

  void start(@Observes StartupEvent now, Instance<Capture> parts) {
    FunctionStart.with(parts::get);
  }

  @Produces
  @Singleton
  BeaconConfig config() {
    return BeaconConfig.of(Settings.ofEnvironment());
  }

  @Produces
  @Singleton
  @DefaultBean
  FunctionRuntime runtime(BeaconConfig config) {
    return new FunctionRuntime(config.names(), config.endpoint(), Clock.systemUTC());
  }

  @Produces
  @Singleton
  Capture capture(BeaconConfig config, FunctionRuntime runtime) {
    AwsClients clients = runtime.clients(CALL);
    Backoff backoff = new Backoff(runtime.invocation()::left, ATTEMPTS);
    return new Capture(
        config.definitions(),
        new KinesisEventStream(clients.build(KinesisClient.builder()), config.names(), backoff),
        new FirehoseQuarantine(
            clients.build(FirehoseClient.builder()),
            clients.build(S3Client.builder().forcePathStyle(clients.elsewhere())),
            config.names(),
            config.bucket(),
            backoff),
        runtime.clock());
  }

  @Produces
  @Singleton
  WriteKeys writeKeys(BeaconConfig config) {
    return config.keys();
  }

  /** A function answers one request at a time. */
  @Produces
  @Singleton
  BodyRoom bodyRoom() {
    return BodyRoom.AMPLE;
  }

  /** Events as API Gateway sends them. */
  @Produces
  @Singleton
  ObjectMapperCustomizer httpEvents() {
    return mapper -> mapper.registerModule(new HttpEvents());
  }
}
