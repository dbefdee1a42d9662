package io.pharos.preprocessor;

import io.pharos.aws.AwsClients;
import io.pharos.aws.Backoff;
import io.pharos.aws.firehose.FirehoseQuarantine;
import io.pharos.aws.lambda.FunctionRuntime;
import io.pharos.aws.lambda.FunctionStart;
import io.pharos.aws.lambda.Settings;
import io.pharos.aws.lambda.StreamTables;
import io.pharos.core.capture.LakeVetting;
import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The preprocessor's parts. */
final class Wiring {
  /** Shorter than the function's minute. */
  private static final Duration CALL = Duration.ofSeconds(15);

  /** Attempts at the events that the quarantine did not accept. */
  private static final int ATTEMPTS = 6;

  void start(@Observes StartupEvent now, Instance<LakeVetting> parts) {
    FunctionStart.with(parts::get);
  }

  @Produces
  @Singleton
  PreprocessorConfig config() {
    return PreprocessorConfig.of(Settings.ofEnvironment());
  }

  @Produces
  @Singleton
  @DefaultBean
  FunctionRuntime runtime(PreprocessorConfig config) {
    return new FunctionRuntime(config.names(), config.endpoint(), Clock.systemUTC());
  }

  @Produces
  @Singleton
  StreamTables tables(PreprocessorConfig config) {
    return new StreamTables(config.definitions(), config.names());
  }

  @Produces
  @Singleton
  LakeVetting vetting(PreprocessorConfig config, FunctionRuntime runtime) {
    AwsClients clients = runtime.clients(CALL);
    return new LakeVetting(
        config.definitions(),
        new FirehoseQuarantine(
            clients.build(FirehoseClient.builder()),
            clients.build(S3Client.builder().forcePathStyle(clients.elsewhere())),
            config.names(),
            config.bucket(),
            new Backoff(runtime.invocation()::left, ATTEMPTS)));
  }
}
