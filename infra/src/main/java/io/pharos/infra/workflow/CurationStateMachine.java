package io.pharos.infra.workflow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * The state machine that runs a curation's windows, in Amazon States Language: {@code
 * curation.asl.json} beside this class. It calls the function for each step, and Athena itself, so
 * that no function waits. What its role has to allow is here by the kind of resource: what it calls
 * itself, and what Athena does in its name when it writes a run's rows.
 */
public final class CurationStateMachine {
  /** What it calls of the function. */
  public static final List<String> FUNCTION_ACTIONS = List.of("lambda:InvokeFunction");

  /** What it calls of the workgroup. */
  public static final List<String> WORKGROUP_ACTIONS =
      List.of(
          "athena:StartQueryExecution", "athena:GetQueryExecution", "athena:StopQueryExecution");

  /** What it calls of the default event bus. */
  public static final List<String> EVENT_BUS_ACTIONS = List.of("events:PutEvents");

  /** In its name, of the catalog, the databases and their tables: reads some, makes one. */
  public static final List<String> CATALOG_ACTIONS =
      List.of(
          "glue:GetDatabase",
          "glue:GetTable",
          "glue:GetPartition",
          "glue:GetPartitions",
          "glue:BatchGetPartition",
          "glue:CreateTable");

  /** In its name, of the bucket of the lake and that of the results of queries. */
  public static final List<String> BUCKET_ACTIONS =
      List.of("s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads");

  /** In its name, of the objects in the lake and of the results of queries. */
  public static final List<String> OBJECT_ACTIONS =
      List.of(
          "s3:GetObject", "s3:PutObject", "s3:ListMultipartUploadParts", "s3:AbortMultipartUpload");

  private static final String RESOURCE = "curation.asl.json";

  private CurationStateMachine() {}

  /**
   * Its definition as JSON. What is given may be a token that CDK resolves later.
   *
   * @param partition of AWS that it runs in, such as {@code aws}
   * @param functionArn of the curation function
   * @param workgroup of Athena that its queries run in
   */
  public static String definition(String partition, String functionArn, String workgroup) {
    return template()
        .replace("${partition}", inJson(partition))
        .replace("${curation_function}", inJson(functionArn))
        .replace("${workgroup}", inJson(workgroup));
  }

  private static String inJson(String text) {
    if (text.isBlank() || text.chars().anyMatch(c -> c == '"' || c == '\\' || c < ' ')) {
      throw new IllegalArgumentException(
          "'" + text + "' is neither an ARN nor the name of a partition or workgroup");
    }
    return text;
  }

  private static String template() {
    try (InputStream in =
        Objects.requireNonNull(CurationStateMachine.class.getResourceAsStream(RESOURCE))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
