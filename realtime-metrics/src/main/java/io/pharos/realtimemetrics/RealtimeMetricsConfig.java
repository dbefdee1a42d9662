package io.pharos.realtimemetrics;

import io.pharos.aws.lambda.Settings;
import io.pharos.core.definition.Definitions;
import io.pharos.core.deployment.StackNames;
import java.net.URI;
import java.util.Optional;

/** The settings of the counter. */
record RealtimeMetricsConfig(StackNames names, Definitions definitions, Optional<URI> endpoint) {
  static RealtimeMetricsConfig of(Settings settings) {
    StackNames names = settings.names();
    RealtimeMetricsConfig config =
        new RealtimeMetricsConfig(names, settings.definitions(names), settings.endpoint());
    settings.check();
    return config;
  }
}
