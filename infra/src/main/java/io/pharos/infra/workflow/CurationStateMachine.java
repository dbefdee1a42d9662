package io.pharos.infra.workflow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * The state machine that runs a curation's windows, in Amazon States Language: {@code
 * curation.asl.json} beside this class. It calls the function for each step, and Athena directly,
 * so that no function waits. This class has its role's actions by kind of resource: its own calls,
 * and those of Athena with its permissions when it writes a run's rows.
 */
public final class CurationStateMachine {
  /** Its actions on the function. */
  public static final List<String> FUNCTION_ACTIONS = List.of("lambda:InvokeFunction");

  /** Its actions on the workgroup. */
  public static final List<String> WORKGROUP_ACTIONS =
      List.of(
          "athena:StartQueryExecution", "athena:GetQueryExecution", "athena:StopQueryExecution");

  /** Its actions on the default event bus. */
  public static final List<String> EVENT_BUS_ACTIONS = List.of("events:PutEvents");

  /**
   * Athena's actions on the catalog, the databases and their tables: it reads some and makes one.
   */
  public static final List<String> CATALOG_ACTIONS =
      List.of(
          "glue:GetDatabase",
          "glue:GetTable",
          "glue:GetPartition",
          "glue:GetPartitions",
          "glue:BatchGetPartition",
          "glue:CreateTable");

  /** Athena's actions on the buckets of the lake and of query results. */
  public static final List<String> BUCKET_ACTIONS =
      List.of("s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads");

  /** Athena's actions on the objects of the lake and of query results. */
  public static final List<String> OBJECT_ACTIONS =
      List.of(
          "s3:GetObject", "s3:PutObject", "s3:ListMultipartUploadParts", "s3:AbortMultipartUpload");

  private static final String RESOURCE = "curation.asl.json";

  private CurationStateMachine() {}

  /**
   * Its definition as JSON. The arguments may be tokens that CDK resolves later.
   *
   * @param partition of AWS, such as {@code aws}
   * @param functionArn of the curation function
   * @param workgroup of its queries in Athena
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
