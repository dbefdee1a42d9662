package io.pharos.infra.stack;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A finding of cdk-nag, or a warning of CDK, that is left as it is.
 *
 * @param rule with what it found in brackets, where it says so
 * @param path of constructs below the stack
 * @param reason why it is right as it is
 */
record NagSuppression(Pattern rule, Pattern path, String reason) {
  private static final String OBJECTS = "<WarehouseData[0-9A-F]{8}\\.Arn>/";

  /** All of them. One that nothing is found for any more has to go. */
  static final List<NagSuppression> ALL =
      List.of(
          of(
              "AwsSolutions-S1",
              "Warehouse/(Data|QueryResults)/Resource",
              "A query reads thousands of files, and each would be a line in a log that nobody asked"
                  + " for; who wants to know turns on CloudTrail's data events for the account"),
          of(
              "AwsSolutions-KDF1",
              "Warehouse/Input-.*/Delivery",
              "Firehose refuses an encryption of its own where it reads a Kinesis stream: what it"
                  + " holds is encrypted as the stream is, which is by KMS"),
          of(
              "AwsSolutions-SQS3",
              "Warehouse/Messages/Failed/Resource",
              "It is a dead-letter queue: of functions, schedules and rules, not of another queue"),
          of(
              "AwsSolutions-APIG4",
              "Http/(Events|Pixel|Traffic)",
              "Who sends has no account with AWS: the beacon asks for a write key where there are"
                  + " some. Look-ups are open unless TrafficAccess says Iam or Jwt"),
          of(
              "AwsSolutions-IAM5\\[Resource::\\*]",
              "Warehouse/(Beacon|TrafficApi|RealtimeMetrics|Preprocessor|Partitioner|Curation"
                  + "|Curations)/Role/DefaultPolicy/Resource",
              "The actions know no resource; LeastPrivilegeTest lists which they are"),
          of(
              "AwsSolutions-IAM5\\[Resource::" + OBJECTS + "quarantine/\\*]",
              "Warehouse/(Beacon|Preprocessor)/Role/DefaultPolicy/Resource",
              "A refused event that is too large for Firehose is an object of its own: its name is"
                  + " not known before"),
          of(
              "AwsSolutions-IAM5\\[Resource::" + OBJECTS + "(lake|raw|quarantine|errors)/\\*]",
              "Warehouse/Deliverer/Role/DefaultPolicy/Resource",
              "Firehose names the files that it writes; each zone is named"),
          of(
              "AwsSolutions-IAM5\\[Resource::" + OBJECTS + "lake/[a-z0-9_]+/[a-z0-9_]+/\\*]",
              "Warehouse/Curations?/Role/DefaultPolicy/Resource",
              "Athena names the files that it writes, and reads those that others named; each table"
                  + " that curations read or write is named"),
          of(
              "AwsSolutions-IAM5\\[Resource::<WarehouseQueryResults[0-9A-F]{8}\\.Arn>/\\*]",
              "Warehouse/Curations?/Role/DefaultPolicy/Resource",
              "Athena names a query's answer after the query"),
          of(
              "AwsSolutions-IAM5\\[Resource::arn:.*:table/[a-z0-9_]+/pharos_work_\\*]",
              "Warehouse/Curations?/Role/DefaultPolicy/Resource",
              "A run's work table is named after the run; that it is one stands before the wildcard"),
          of(
              "AwsSolutions-IAM5\\[Resource::<Warehouse(Data|QueryResults)[0-9A-F]{8}\\.Arn>/\\*]",
              "Warehouse/EmptiedBuckets/Role/DefaultPolicy/Resource",
              "A bucket for development is emptied before it is deleted: of whatever is in it"),
          of(
              "AwsSolutions-IAM5\\[Resource::<Warehouse\\w+Function[0-9A-F]{8}\\.Arn>:\\*]",
              "Operations/Canary/Deployer/DefaultPolicy/Resource",
              "CodeDeploy moves an alias from one version to the next: they are numbers"),
          of(
              "CloudWatch:Math:MetricsPeriodsOverridden",
              "Operations/Alarms/.*",
              "An expression says its period, and means it for the metrics in it"),
          of(
              "@aws-cdk/aws-lambda:codeFromBucketObjectVersionNotSpecified",
              "Warehouse/.*/Code",
              "The key of a zip is its hash: another zip has another key, and no key another zip"));

  private static NagSuppression of(String rule, String path, String reason) {
    return new NagSuppression(Pattern.compile(rule), Pattern.compile(path), reason);
  }

  boolean covers(String foundRule, String foundPath) {
    return rule.matcher(foundRule).matches() && path.matcher(foundPath).matches();
  }
}
