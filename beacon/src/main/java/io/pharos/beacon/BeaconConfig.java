package io.pharos.beacon;

import io.pharos.aws.lambda.Settings;
import io.pharos.core.capture.WriteKeys;
import io.pharos.core.definition.Definitions;
import io.pharos.core.deployment.FunctionVariables;
import io.pharos.core.deployment.StackNames;
import java.net.URI;
import java.util.Optional;

/**
 * The settings of the beacon.
 *
 * @param bucket of the quarantine
 * @param keys that senders need; none if anybody may send
 */
record BeaconConfig(
    StackNames names,
    String bucket,
    Definitions definitions,
    WriteKeys keys,
    Optional<URI> endpoint) {
  static BeaconConfig of(Settings settings) {
    StackNames names = settings.names();
    BeaconConfig config =
        new BeaconConfig(
            names,
            settings.bucket(),
            settings.definitions(names),
            new WriteKeys(settings.list(FunctionVariables.WRITE_KEYS)),
            settings.endpoint());
    settings.check();
    return config;
  }
}
