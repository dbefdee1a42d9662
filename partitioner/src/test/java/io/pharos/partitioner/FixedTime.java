package io.pharos.partitioner;

import io.pharos.aws.lambda.FunctionRuntime;
import io.pharos.aws.testing.GlueIndexes;
import io.pharos.aws.testing.ScriptedEndpoint;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The function at the time that the events of these tests were recorded at, and with the indexes
 * that the endpoint does not make.
 */
final class FixedTime {
  @Produces
  @Singleton
  ScriptedEndpoint endpoint() {
    return ScriptedEndpoint.open();
  }

  void close(@Disposes ScriptedEndpoint endpoint) {
    endpoint.close();
  }

  @Produces
  @Singleton
  GlueIndexes indexes(ScriptedEndpoint endpoint) {
    return GlueIndexes.at(endpoint);
  }

  @Produces
  @Singleton
  FunctionRuntime runtime(PartitionerConfig config, ScriptedEndpoint endpoint) {
    return new FunctionRuntime(
        config.names(),
        Optional.of(endpoint.address()),
        Clock.fixed(Instant.parse("2026-11-21T10:01:00Z"), ZoneOffset.UTC));
  }
}
