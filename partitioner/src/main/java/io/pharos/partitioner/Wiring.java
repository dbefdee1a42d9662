package io.pharos.partitioner;

import io.pharos.aws.AwsClients;
import io.pharos.aws.glue.GlueCatalog;
import io.pharos.aws.glue.PartitionIndexes;
import io.pharos.aws.lambda.FunctionRuntime;
import io.pharos.aws.lambda.FunctionStart;
import io.pharos.aws.lambda.Settings;
import io.pharos.aws.s3.S3ObjectStore;
import io.pharos.core.catalog.PartitionRegistration;
import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The partitioner's parts. */
final class Wiring {
  /** Shorter than the function's 15 minutes. */
  private static final Duration CALL = Duration.ofSeconds(30);

  void start(@Observes StartupEvent now, Instance<PartitionRegistration> parts) {
    FunctionStart.with(parts::get);
  }

  @Produces
  @Singleton
  PartitionerConfig config() {
    return PartitionerConfig.of(Settings.ofEnvironment());
  }

  @Produces
  @Singleton
  @DefaultBean
  FunctionRuntime runtime(PartitionerConfig config) {
    return new FunctionRuntime(config.names(), config.endpoint(), Clock.systemUTC());
  }

  @Produces
  @Singleton
  AwsClients clients(FunctionRuntime runtime) {
    return runtime.clients(CALL);
  }

  @Produces
  @Singleton
  GlueClient glue(AwsClients clients) {
    return clients.build(GlueClient.builder());
  }

  @Produces
  @Singleton
  PartitionRegistration registration(
      PartitionerConfig config, AwsClients clients, GlueClient glue, FunctionRuntime runtime) {
    return new PartitionRegistration(
        new GlueCatalog(glue, config.names(), config.bucket()),
        new S3ObjectStore(
            clients.build(S3Client.builder().forcePathStyle(clients.elsewhere())), config.bucket()),
        runtime.clock());
  }

  @Produces
  @Singleton
  PartitionIndexes indexes(PartitionerConfig config, GlueClient glue) {
    return new PartitionIndexes(glue, config.names());
  }
}
