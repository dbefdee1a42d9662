package io.pharos.infra.warehouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/**
 * Empties buckets when a stack for development is deleted, and only then. Resources that write into
 * them must depend on this, so that they are deleted first.
 *
 * <p>The function is in the template, because CDK's own would need an upload.
 */
final class EmptiedBuckets extends Construct {
  /** The longest time of a function. */
  private static final Duration TIMEOUT = Duration.minutes(15);

  EmptiedBuckets(Construct scope, String id, WarehouseProps props, List<Bucket> buckets) {
    super(scope, id);
    String name = props.names().stack() + "-empty-bucket";
    LogGroup log = Logs.group(this, "Log", "/aws/lambda/" + name, props.options());
    Role role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .description("What " + name + " may do")
            .build();
    allow(role, List.of("logs:CreateLogStream", "logs:PutLogEvents"), log.getLogGroupArn());
    allow(role, List.of("cloudformation:DescribeStacks"), Aws.STACK_ID);
    Function function =
        Function.Builder.create(this, "Function")
            .functionName(name)
            .description("Empties a bucket that is deleted with its stack")
            .runtime(Runtime.PYTHON_3_14)
            .architecture(Architecture.ARM_64)
            .handler("index.handler")
            .code(Code.fromInline(code()))
            .timeout(TIMEOUT)
            .role(role)
            .logGroup(log)
            .build();
    for (Bucket bucket : buckets) {
      allow(role, List.of("s3:ListBucketVersions"), bucket.getBucketArn());
      allow(
          role, List.of("s3:DeleteObject", "s3:DeleteObjectVersion"), bucket.getBucketArn() + "/*");
      CustomResource.Builder.create(this, bucket.getNode().getId())
          .serviceToken(function.getFunctionArn())
          .properties(Map.of("Bucket", bucket.getBucketName()))
          .build()
          .getNode()
          .addDependency(role); // with its policy, which has to be there as long
    }
  }

  private static void allow(Role role, List<String> actions, String resource) {
    role.addToPolicy(
        PolicyStatement.Builder.create().actions(actions).resources(List.of(resource)).build());
  }

  private static String code() {
    try (InputStream code = EmptiedBuckets.class.getResourceAsStream("empty_bucket.py")) {
      return new String(Objects.requireNonNull(code).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
