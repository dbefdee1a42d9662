package io.pharos.partitioner;

import io.pharos.aws.lambda.Settings;
import io.pharos.core.definition.Definitions;
import io.pharos.core.deployment.StackNames;
import java.net.URI;
import java.util.Optional;

/**
 * The settings of the partitioner.
 *
 * @param bucket of the lake
 */
record PartitionerConfig(
    StackNames names, String bucket, Definitions definitions, Optional<URI> endpoint) {
  static PartitionerConfig of(Settings settings) {
    StackNames names = settings.names();
    PartitionerConfig config =
        new PartitionerConfig(
            names, settings.bucket(), settings.definitions(names), settings.endpoint());
    settings.check();
    return config;
  }
}
