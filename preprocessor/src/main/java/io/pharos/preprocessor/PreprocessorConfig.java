package io.pharos.preprocessor;

import io.pharos.aws.lambda.Settings;
import io.pharos.core.definition.Definitions;
import io.pharos.core.deployment.StackNames;
import java.net.URI;
import java.util.Optional;

/**
 * The settings of the preprocessor.
 *
 * @param bucket of the quarantine
 */
record PreprocessorConfig(
    StackNames names, String bucket, Definitions definitions, Optional<URI> endpoint) {
  static PreprocessorConfig of(Settings settings) {
    StackNames names = settings.names();
    PreprocessorConfig config =
        new PreprocessorConfig(
            names, settings.bucket(), settings.definitions(names), settings.endpoint());
    settings.check();
    return config;
  }
}
