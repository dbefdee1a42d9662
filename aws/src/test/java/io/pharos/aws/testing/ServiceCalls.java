package io.pharos.aws.testing;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Calls of AWS's services in bytecode, by the IAM actions that they need. */
public final class ServiceCalls {
  private static final String SERVICES = "software.amazon.awssdk.services.";
  private static final String PAGES = "Paginator";

  /** What a client has beside its service's operations. */
  private static final Set<String> OF_THE_CLIENT =
      Set.of(
          "builder",
          "close",
          "create",
          "serviceClientConfiguration",
          "serviceName",
          "utilities",
          "waiter");

  /**
   * Where the action is not called as the operation is, or one needs more than its own. Else an
   * operation needs the action of its name.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">The
   *     actions of each service</a>
   */
  private static final Map<String, Set<String>> OTHERWISE =
      Map.of(
          // Athena reads tables and rows, and writes its answer, in the name of whoever asks:
          // docs.aws.amazon.com/athena/latest/ug/security-iam-athena.html
          "athena:StartQueryExecution",
          Set.of(
              "athena:StartQueryExecution",
              "glue:GetDatabase",
              "glue:GetPartitions",
              "glue:GetTable",
              "s3:AbortMultipartUpload",
              "s3:GetBucketLocation",
              "s3:GetObject",
              "s3:ListBucket",
              "s3:ListBucketMultipartUploads",
              "s3:ListMultipartUploadParts",
              "s3:PutObject"),
          // it gives what is in a file:
          // docs.aws.amazon.com/athena/latest/APIReference/API_GetQueryResults.html
          "athena:GetQueryResults",
          Set.of("athena:GetQueryResults", "s3:GetObject"),
          // a transaction needs what its items do, and ours put and delete
          "dynamodb:TransactWriteItems",
          Set.of("dynamodb:DeleteItem", "dynamodb:PutItem"),
          // Glue asks for the rights to read and to change the table too
          "glue:CreatePartitionIndex",
          Set.of("glue:CreatePartitionIndex", "glue:GetTable", "glue:UpdateTable"),
          // docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
          "s3:CopyObject",
          Set.of("s3:GetObject", "s3:PutObject", "s3:PutObjectTagging"),
          "s3:HeadObject",
          Set.of("s3:GetObject"),
          "s3:ListObjectsV2",
          Set.of("s3:ListBucket"));

  private ServiceCalls() {}

  /** The actions of a method's own calls. */
  public static Stream<String> actions(JavaCodeUnit method) {
    return Stream.concat(
            method.getMethodCallsFromSelf().stream().map(call -> call.getTarget()),
            method.getMethodReferencesFromSelf().stream().map(reference -> reference.getTarget()))
        .filter(ServiceCalls::ofAService)
        .map(ServiceCalls::operation)
        .flatMap(operation -> OTHERWISE.getOrDefault(operation, Set.of(operation)).stream());
  }

  private static boolean ofAService(AccessTarget target) {
    return target.getOwner().getPackageName().startsWith(SERVICES)
        && target.getOwner().getSimpleName().endsWith("Client")
        && !OF_THE_CLIENT.contains(target.getName());
  }

  /** {@code s3:ListObjectsV2} of {@code S3Client.listObjectsV2Paginator}. */
  private static String operation(AccessTarget target) {
    String service = target.getOwner().getPackageName().substring(SERVICES.length());
    String name =
        target.getName().endsWith(PAGES)
            ? target.getName().substring(0, target.getName().length() - PAGES.length())
            : target.getName();
    return service + ":" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
