package io.pharos.trafficapi;

import io.pharos.aws.lambda.Settings;
import io.pharos.core.definition.Definitions;
import io.pharos.core.deployment.StackNames;
import java.net.URI;
import java.util.Optional;

/** The settings of the look-up. */
record TrafficConfig(StackNames names, Definitions definitions, Optional<URI> endpoint) {
  static TrafficConfig of(Settings settings) {
    StackNames names = settings.names();
    TrafficConfig config =
        new TrafficConfig(names, settings.definitions(names), settings.endpoint());
    settings.check();
    return config;
  }
}
