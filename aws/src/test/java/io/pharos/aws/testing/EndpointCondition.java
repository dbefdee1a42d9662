package io.pharos.aws.testing;

import io.pharos.core.testing.NotRun;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Says of {@link NeedsEndpoint} whether there is one, and how to get one. */
final class EndpointCondition implements ExecutionCondition {
  private static final String HOW =
      "need an AWS-compatible endpoint in "
          + Endpoint.VARIABLE
          + ": pip install 'moto[server]', moto_server -p 5000, "
          + Endpoint.VARIABLE
          + "=http://127.0.0.1:5000; or any other such endpoint";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (Endpoint.address().isPresent()) {
      return ConditionEvaluationResult.enabled(Endpoint.VARIABLE + " is set");
    }
    NotRun.say("tests of " + NotRun.module() + " on AWS: " + HOW);
    return ConditionEvaluationResult.disabled("these tests " + HOW);
  }
}
