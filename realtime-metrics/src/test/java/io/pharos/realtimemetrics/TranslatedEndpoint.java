package io.pharos.realtimemetrics;

import io.pharos.aws.lambda.Settings;
import io.pharos.aws.testing.ScriptedEndpoint;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/** The SDK calls CloudWatch in CBOR, which the endpoint of tests has to have translated. */
final class TranslatedEndpoint {
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
  @Alternative
  @Priority(1)
  RealtimeMetricsConfig config(ScriptedEndpoint endpoint) {
    Map<String, String> variables = new HashMap<>(System.getenv());
    variables.put(Settings.ENDPOINT, endpoint.address().toString());
    return RealtimeMetricsConfig.of(new Settings(variables));
  }
}
