package io.pharos.infra.stack;

import io.pharos.core.definition.DatabaseDefinition;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableDefinition;
import io.pharos.infra.operations.Operations;
import io.pharos.infra.packaging.LambdaFunction;
import io.pharos.infra.warehouse.HttpApi;
import io.pharos.infra.warehouse.ServerlessDataWarehouse;
import io.pharos.infra.warehouse.WarehouseProps;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.BootstraplessSynthesizer;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** The warehouse that table and curation files declare, as one stack. */
public final class WarehouseStack extends Stack {
  /** The ignored rule of cfn-lint: CDK writes a DependsOn where a reference would be enough. */
  private static final Map<String, Object> LINT =
      Map.of("cfn-lint", Map.of("config", Map.of("ignore_checks", List.of("W3005"))));

  private final ServerlessDataWarehouse warehouse;

  /**
   * Makes the stack.
   *
   * @param props the properties; the bucket of the zips becomes a parameter of the template
   */
  public WarehouseStack(Construct scope, WarehouseProps props, Definitions definitions) {
    super(
        scope,
        props.names().stack(),
        StackProps.builder()
            .stackName(props.names().stack())
            .description("A data warehouse for event data: Pharos")
            .synthesizer(new BootstraplessSynthesizer())
            .build());
    getTemplateOptions().setTemplateFormatVersion("2010-09-09");
    getTemplateOptions().setMetadata(LINT);
    CfnParameter bucket = parameter(BuildFacts.ARTIFACT_BUCKET, "Bucket of the functions' zips");
    CfnParameter commit = parameter(BuildFacts.COMMIT, "Commit that was built");
    CfnParameter build = parameter(BuildFacts.BUILD, "Build that made it");
    warehouse =
        new ServerlessDataWarehouse(
            this, "Warehouse", props.withCode(props.code().in(bucket.getValueAsString())));
    definitions.databases().values().stream()
        .sorted(Comparator.comparing(DatabaseDefinition::name))
        .forEach(warehouse::withDatabase);
    definitions.tables().values().forEach(this::add);
    warehouse.withCurations(definitions);
    tell(new HttpApi(this, "Http", warehouse));
    new Operations(this, "Operations", warehouse);
    output("Deployed" + BuildFacts.COMMIT, commit.getValueAsString());
    output("Deployed" + BuildFacts.BUILD, build.getValueAsString());
    outputs(props);
  }

  private CfnParameter parameter(String name, String description) {
    return CfnParameter.Builder.create(this, name).type("String").description(description).build();
  }

  private void add(TableDefinition table) {
    if (table.streaming()) {
      warehouse.withStreamingInputTable(table);
    } else {
      warehouse.withTable(table);
    }
  }

  /** The outputs for senders and readers. */
  private void tell(HttpApi api) {
    output("BeaconUrl", api.url());
    output("TrafficUrl", api.url());
    output("ApiId", api.apiId());
    api.nameServers().ifPresent(servers -> output("NameServers", servers));
  }

  private void outputs(WarehouseProps props) {
    output("DataBucket", warehouse.dataBucket().getBucketName());
    output("QueryResultsBucket", warehouse.queryResultsBucket().getBucketName());
    output("Workgroup", props.names().workgroup());
    output("DatabasePrefix", props.names().databasePrefix());
    warehouse.curationStateMachine().ifPresent(machine -> output("CurationStateMachine", machine));
    output("FailureTopic", warehouse.messages().failures().getTopicArn());
    output("SuccessTopic", warehouse.messages().successes().getTopicArn());
    output(
        "Partitioner", warehouse.function(LambdaFunction.PARTITIONER).function().getFunctionName());
  }

  private void output(String name, String value) {
    CfnOutput.Builder.create(this, name + "Output").value(value).build().overrideLogicalId(name);
  }
}
