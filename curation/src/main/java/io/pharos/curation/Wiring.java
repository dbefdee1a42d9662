package io.pharos.curation;

import io.pharos.aws.AwsClients;
import io.pharos.aws.Backoff;
import io.pharos.aws.athena.AthenaQueryEngine;
import io.pharos.aws.athena.AthenaSqlText;
import io.pharos.aws.dynamodb.DynamoDbRunHistory;
import io.pharos.aws.dynamodb.DynamoDbRunLease;
import io.pharos.aws.dynamodb.DynamoDbServingTable;
import io.pharos.aws.glue.GlueCatalog;
import io.pharos.aws.glue.WorkTables;
import io.pharos.aws.lambda.FunctionRuntime;
import io.pharos.aws.lambda.FunctionStart;
import io.pharos.aws.lambda.Settings;
import io.pharos.aws.s3.S3ObjectStore;
import io.pharos.aws.sns.SnsNotifier;
import io.pharos.core.catalog.Catalog;
import io.pharos.core.curation.RunHistory;
import io.pharos.core.curation.StaleRuns;
import io.pharos.core.curation.run.CurationRunner;
import io.pharos.core.curation.run.CurationWorkflow;
import io.pharos.core.query.QueryEngine;
import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;

/** The curation function's parts. */
final class Wiring {
  /** Shorter than the function's 15 minutes. */
  private static final Duration CALL = Duration.ofSeconds(30);

  /** Attempts at the rows that the serving table did not accept. */
  private static final int ATTEMPTS = 10;

  void start(@Observes StartupEvent now, Instance<CurationWorkflow> parts) {
    FunctionStart.with(parts::get);
  }

  @Produces
  @Singleton
  CurationConfig config() {
    return CurationConfig.of(Settings.ofEnvironment());
  }

  @Produces
  @Singleton
  @DefaultBean
  FunctionRuntime runtime(CurationConfig config) {
    return new FunctionRuntime(config.names(), config.endpoint(), Clock.systemUTC());
  }

  @Produces
  @Singleton
  AwsClients clients(CurationConfig config, FunctionRuntime runtime) {
    return runtime.clients(CALL);
  }

  @Produces
  @Singleton
  GlueClient glue(AwsClients clients) {
    return clients.build(GlueClient.builder());
  }

  @Produces
  @Singleton
  DynamoDbClient dynamo(AwsClients clients) {
    return clients.build(DynamoDbClient.builder());
  }

  @Produces
  @Singleton
  WorkTables workTables(CurationConfig config, GlueClient glue) {
    return new WorkTables(glue, config.names(), config.bucket());
  }

  @Produces
  @Singleton
  AthenaSqlText sqlText(WorkTables tables) {
    return new AthenaSqlText(tables);
  }

  @Produces
  @Singleton
  QueryEngine engine(CurationConfig config, AwsClients clients, WorkTables tables) {
    return new AthenaQueryEngine(
        clients.build(AthenaClient.builder()), config.names().workgroup(), tables);
  }

  @Produces
  @Singleton
  Catalog catalog(CurationConfig config, GlueClient glue) {
    return new GlueCatalog(glue, config.names(), config.bucket());
  }

  @Produces
  @Singleton
  RunHistory history(CurationConfig config, DynamoDbClient dynamo) {
    return new DynamoDbRunHistory(dynamo, config.names().historyTable());
  }

  @Produces
  @Singleton
  CurationRunner runner(
      CurationConfig config,
      AwsClients clients,
      QueryEngine engine,
      Catalog catalog,
      DynamoDbClient dynamo,
      RunHistory history,
      FunctionRuntime runtime) {
    return new CurationRunner(
        config.definitions(),
        engine,
        catalog,
        new DynamoDbServingTable(
            dynamo,
            config.names().servingTable(),
            new Backoff(runtime.invocation()::left, ATTEMPTS)),
        history,
        new SnsNotifier(clients.build(SnsClient.builder()), config.failures(), config.successes()),
        runtime.clock());
  }

  @Produces
  @Singleton
  CurationWorkflow workflow(
      CurationConfig config,
      CurationRunner runner,
      RunHistory history,
      DynamoDbClient dynamo,
      FunctionRuntime runtime) {
    return new CurationWorkflow(
        config.definitions(),
        runner,
        history,
        new DynamoDbRunLease(dynamo, config.names().historyTable(), runtime.clock()),
        runtime.clock());
  }

  @Produces
  @Singleton
  StaleRuns staleRuns(
      CurationConfig config,
      AwsClients clients,
      Catalog catalog,
      FunctionRuntime runtime,
      RunHistory history) {
    return new StaleRuns(
        config.definitions(),
        catalog,
        history,
        new S3ObjectStore(
            clients.build(S3Client.builder().forcePathStyle(clients.elsewhere())), config.bucket()),
        runtime.clock());
  }
}
