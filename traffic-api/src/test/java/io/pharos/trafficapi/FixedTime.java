package io.pharos.trafficapi;

import io.pharos.aws.lambda.FunctionRuntime;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** The function at the time that the events of these tests were recorded at. */
final class FixedTime {
  @Produces
  @Singleton
  FunctionRuntime runtime(TrafficConfig config) {
    return new FunctionRuntime(
        config.names(),
        config.endpoint(),
        Clock.fixed(Instant.parse("2026-11-21T10:01:00Z"), ZoneOffset.UTC));
  }
}
