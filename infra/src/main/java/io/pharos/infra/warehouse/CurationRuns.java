package io.pharos.infra.warehouse;

import io.pharos.core.curation.CurationTriggers;
import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableName;
import io.pharos.core.schedule.Schedules;
import io.pharos.infra.packaging.LambdaFunction;
import io.pharos.infra.workflow.CurationStart;
import io.pharos.infra.workflow.CurationStateMachine;
import java.util.List;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.LogLevel;
import software.amazon.awscdk.services.stepfunctions.LogOptions;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/** The state machine of curations, and its triggers: schedules, and other curations. */
final class CurationRuns extends Construct {
  private static final String TIDY_AT = "cron(15 3 * * ? *)";

  private final ServerlessDataWarehouse warehouse;
  private final List<CurationDefinition> curations;
  private final Arns arns = new Arns(this);
  private final StateMachine machine;
  private final Role starter;

  CurationRuns(
      Construct scope, String id, ServerlessDataWarehouse warehouse, Definitions definitions) {
    super(scope, id);
    this.warehouse = warehouse;
    curations = List.copyOf(definitions.curations().values());
    machine = machine();
    warehouse.triggers().allow(List.of("states:StartExecution"), machine.getStateMachineArn());
    starter =
        Role.Builder.create(this, "Starter")
            .assumedBy(new ServicePrincipal("events.amazonaws.com"))
            .description("Starts curations when what they read was published")
            .build();
    starter.addToPolicy(statement(List.of("states:StartExecution"), machine.getStateMachineArn()));
    CurationTriggers.of(definitions).forEach(this::start);
    tidy();
  }

  /** Its curations. */
  List<CurationDefinition> list() {
    return curations;
  }

  /** The ARN of the state machine. */
  String arn() {
    return machine.getStateMachineArn();
  }

  /** The state machine. Its log has each execution; the history has each failure. */
  private StateMachine machine() {
    String function = warehouse.function(LambdaFunction.CURATION).alias().getFunctionArn();
    String workgroup = warehouse.props().names().workgroup();
    Role role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("states.amazonaws.com"))
            .description("Runs curations: calls the function, and Athena in its own name")
            .build();
    role.addToPolicy(statement(CurationStateMachine.FUNCTION_ACTIONS, function));
    role.addToPolicy(statement(CurationStateMachine.WORKGROUP_ACTIONS, arns.workgroup(workgroup)));
    role.addToPolicy(statement(CurationStateMachine.EVENT_BUS_ACTIONS, bus()));
    writesRows(role);
    return StateMachine.Builder.create(this, "Machine")
        .stateMachineName(warehouse.props().names().stack() + "-curations")
        .definitionBody(
            DefinitionBody.fromString(
                CurationStateMachine.definition(Aws.PARTITION, function, workgroup)))
        .role(role)
        .tracingEnabled(true)
        .logs(
            LogOptions.builder()
                .destination(
                    Logs.group(
                        this,
                        "Log",
                        "/aws/vendedlogs/states/"
                            + warehouse.props().names().stack()
                            + "-curations",
                        warehouse.props().options()))
                .level(LogLevel.ALL)
                .includeExecutionData(false)
                .build())
        .build();
  }

  private String bus() {
    return Stack.of(this)
        .formatArn(
            ArnComponents.builder()
                .service("events")
                .resource("event-bus")
                .resourceName("default")
                .build());
  }

  /**
   * Athena reads the inputs and writes the run's folder with the permissions of the query's caller.
   * There is one statement per table, so that CDK can divide them among policies.
   */
  private void writesRows(Role role) {
    if (curations.isEmpty()) {
      return;
    }
    String results = warehouse.queryResultsBucket().getBucketArn();
    role.addToPolicy(
        statement(
            CurationStateMachine.BUCKET_ACTIONS, warehouse.dataBucket().getBucketArn(), results));
    role.addToPolicy(statement(CurationStateMachine.OBJECT_ACTIONS, results + "/*"));
    role.addToPolicy(statement(List.of("glue:GetDatabase"), path(Permissions.ATHENAS_DEFAULT)));
    for (CurationDefinition curation : curations) {
      TableName output = curation.output().table();
      role.addToPolicy(
          statement(
              CurationStateMachine.CATALOG_ACTIONS,
              path(
                  warehouse.database(output.database()), output.table(), Permissions.WORK_TABLES)));
      role.addToPolicy(statement(CurationStateMachine.OBJECT_ACTIONS, folder(output)));
      curation.inputs().forEach(input -> reads(role, input));
    }
  }

  private void reads(Role role, TableName input) {
    role.addToPolicy(
        statement(
            CurationStateMachine.CATALOG_ACTIONS.stream()
                .filter(action -> !action.equals("glue:CreateTable"))
                .toList(),
            path(warehouse.database(input.database()), input.table())));
    role.addToPolicy(statement(List.of("s3:GetObject"), folder(input)));
  }

  private String[] path(String database, String... tables) {
    return arns.gluePath(database, tables).toArray(String[]::new);
  }

  private String folder(TableName table) {
    return Permissions.folder(warehouse.dataBucket().getBucketArn(), table);
  }

  private void start(CurationTriggers triggers) {
    String id = triggers.curation().database() + "-" + triggers.curation().curation();
    triggers
        .time()
        .ifPresent(time ->
            warehouse
                .triggers()
                .schedule(
                    "Curation-" + id, time, arn(), CurationStart.atItsTime(triggers.curation())));
    if (!triggers.inputs().isEmpty()) {
      CfnRule published =
          CfnRule.Builder.create(this, "Published-" + id)
              .description(
                  "Runs %s when what it reads was published".formatted(triggers.curation()))
              .eventPattern(CurationStart.pattern(arn(), triggers.inputs()))
              .targets(
                  List.of(
                      CfnRule.TargetProperty.builder()
                          .id("curations")
                          .arn(arn())
                          .roleArn(starter.getRoleArn())
                          .inputTransformer(
                              CfnRule.InputTransformerProperty.builder()
                                  .inputPathsMap(CurationStart.PUBLISHED_PATHS)
                                  .inputTemplate(CurationStart.whenPublished(triggers.curation()))
                                  .build())
                          .deadLetterConfig(
                              CfnRule.DeadLetterConfigProperty.builder()
                                  .arn(warehouse.messages().failed().getQueueArn())
                                  .build())
                          .build()))
              .build();
      warehouse.messages().keep(published.getAttrArn());
    }
  }

  /** Deletes the folders of replaced runs. */
  private void tidy() {
    String function = warehouse.function(LambdaFunction.CURATION).alias().getFunctionArn();
    warehouse.triggers().allow(List.of("lambda:InvokeFunction"), function);
    warehouse
        .triggers()
        .schedule("Tidy", Schedules.parse(TIDY_AT), function, "{\"step\":\"tidy\"}");
  }

  private static PolicyStatement statement(List<String> actions, String... resources) {
    return PolicyStatement.Builder.create().actions(actions).resources(List.of(resources)).build();
  }
}
