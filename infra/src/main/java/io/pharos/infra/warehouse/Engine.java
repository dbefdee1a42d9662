package io.pharos.infra.warehouse;

import software.amazon.awscdk.services.athena.CfnWorkGroup;
import software.amazon.awscdk.services.athena.CfnWorkGroup.EncryptionConfigurationProperty;
import software.amazon.awscdk.services.athena.CfnWorkGroup.EngineVersionProperty;
import software.amazon.awscdk.services.athena.CfnWorkGroup.ResultConfigurationProperty;
import software.amazon.awscdk.services.athena.CfnWorkGroup.WorkGroupConfigurationProperty;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/** The workgroup of queries, and the tables of served rows and of runs. */
final class Engine extends Construct {
  Engine(Construct scope, String id, WarehouseProps props, Bucket results) {
    super(scope, id);
    workgroup(props, results);
    table("Serving", props.names().servingTable(), props.options());
    table("Runs", props.names().historyTable(), props.options());
  }

  /**
   * The workgroup. Its limit of a query applies to every caller. Its other settings are defaults:
   * if they overrode the caller's, a CTAS could not choose its folder.
   */
  private void workgroup(WarehouseProps props, Bucket results) {
    CfnWorkGroup.Builder.create(this, "Workgroup")
        .name(props.names().workgroup())
        .description("Queries of the warehouse " + props.names().stack())
        .recursiveDeleteOption(true)
        .workGroupConfiguration(
            WorkGroupConfigurationProperty.builder()
                .enforceWorkGroupConfiguration(false)
                .publishCloudWatchMetricsEnabled(true)
                .bytesScannedCutoffPerQuery(props.options().queryScanLimit())
                .engineVersion(
                    EngineVersionProperty.builder()
                        .selectedEngineVersion("Athena engine version 3")
                        .build())
                .resultConfiguration(
                    ResultConfigurationProperty.builder()
                        .outputLocation("s3://" + results.getBucketName() + "/")
                        .encryptionConfiguration(
                            EncryptionConfigurationProperty.builder()
                                .encryptionOption("SSE_S3")
                                .build())
                        .build())
                .build())
        .build();
  }

  private void table(String id, String name, WarehouseOptions options) {
    Table.Builder.create(this, id)
        .tableName(name)
        .partitionKey(key("pk"))
        .sortKey(key("sk"))
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .pointInTimeRecoverySpecification(
            PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
        .removalPolicy(options.removalOfData())
        .build();
  }

  private static Attribute key(String name) {
    return Attribute.builder().name(name).type(AttributeType.STRING).build();
  }
}
