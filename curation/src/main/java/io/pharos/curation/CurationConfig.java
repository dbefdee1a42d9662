package io.pharos.curation;

import io.pharos.aws.lambda.Settings;
import io.pharos.core.definition.Definitions;
import io.pharos.core.deployment.FunctionVariables;
import io.pharos.core.deployment.StackNames;
import java.net.URI;
import java.util.Optional;

/**
 * The settings of the curation function.
 *
 * @param bucket of the lake
 * @param failures ARN of the topic of failed runs
 * @param successes ARN of the topic of the other runs
 */
record CurationConfig(
    StackNames names,
    String bucket,
    Definitions definitions,
    String failures,
    String successes,
    Optional<URI> endpoint) {
  static CurationConfig of(Settings settings) {
    StackNames names = settings.names();
    CurationConfig config =
        new CurationConfig(
            names,
            settings.bucket(),
            settings.definitions(names),
            settings.arn(FunctionVariables.FAILURE_TOPIC, "the topic of failed runs"),
            settings.arn(FunctionVariables.SUCCESS_TOPIC, "the topic of runs that succeeded"),
            settings.endpoint());
    settings.check();
    return config;
  }
}
