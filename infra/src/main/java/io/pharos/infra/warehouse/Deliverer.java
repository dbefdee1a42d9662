package io.pharos.infra.warehouse;

import io.pharos.core.definition.TableDefinition;
import io.pharos.core.lake.LakeLayout;
import io.pharos.infra.packaging.LambdaFunction;
import java.util.List;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStream;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** Firehose's role and log, the same for all deliveries. */
final class Deliverer extends Construct {
  private final Arns arns = new Arns(this);
  private final WarehouseProps props;
  private final Role role;
  private final LogGroup log;

  Deliverer(
      Construct scope,
      String id,
      WarehouseProps props,
      WarehouseFunctions functions,
      String bucketArn) {
    super(scope, id);
    this.props = props;
    log = Logs.group(this, "Log", "/aws/kinesisfirehose/" + props.names().stack(), props.options());
    role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("firehose.amazonaws.com"))
            .description("How Firehose delivers streams into the lake")
            .build();
    allow(List.of("logs:PutLogEvents"), log.getLogGroupArn());
    allow(
        List.of("lambda:InvokeFunction"),
        functions.get(LambdaFunction.PREPROCESSOR).alias().getFunctionArn());
    allow(
        List.of("s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"),
        bucketArn);
    allow(
        List.of("s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"),
        bucketArn + "/" + LakeLayout.LAKE + "*",
        bucketArn + "/" + LakeLayout.RAW + "*",
        bucketArn + "/" + LakeLayout.QUARANTINE + "*",
        bucketArn + "/" + DataBuckets.ERRORS + "*");
  }

  /** A delivery that reads a stream and writes a table's files. */
  void permit(CfnDeliveryStream delivery, String streamArn, TableDefinition table) {
    allow(
        List.of(
            "kinesis:DescribeStream",
            "kinesis:GetRecords",
            "kinesis:GetShardIterator",
            "kinesis:ListShards"),
        streamArn);
    if (table.format() != TableDefinition.Format.JSON) {
      String database = props.names().database(table.name().database());
      allow(
          List.of("glue:GetTable", "glue:GetTableVersion", "glue:GetTableVersions"),
          arns.gluePath(database, table.name().table()).toArray(String[]::new));
    }
    permit(delivery);
  }

  /**
   * Makes a delivery depend on the role's policy, because Firehose checks its permissions at once.
   */
  void permit(CfnDeliveryStream delivery) {
    delivery.getNode().addDependency(role);
  }

  private void allow(List<String> actions, String... resources) {
    role.addToPolicy(
        PolicyStatement.Builder.create().actions(actions).resources(List.of(resources)).build());
  }

  Role role() {
    return role;
  }

  LogGroup log() {
    return log;
  }
}
