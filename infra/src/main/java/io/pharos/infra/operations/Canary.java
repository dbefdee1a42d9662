package io.pharos.infra.operations;

import io.pharos.infra.packaging.LambdaFunction;
import io.pharos.infra.warehouse.DeploymentPreference;
import io.pharos.infra.warehouse.ServerlessDataWarehouse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.codedeploy.LambdaApplication;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/**
 * New versions of functions take over step by step, and roll back if they set off an alarm. With
 * {@code AllAtOnce} they take over without a check of alarms, so that a fix can be deployed while
 * an alarm is on.
 */
final class Canary extends Construct {
  private final ServerlessDataWarehouse warehouse;

  Canary(Construct scope, String id, ServerlessDataWarehouse warehouse, WarehouseAlarms alarms) {
    super(scope, id);
    this.warehouse = warehouse;
    DeploymentPreference preference = warehouse.options().deployment();
    boolean watched = preference != DeploymentPreference.ALL_AT_ONCE;
    LambdaApplication application = LambdaApplication.Builder.create(this, "Application").build();
    Role deployer = deployer();
    Set<String> looked = new LinkedHashSet<>();
    for (LambdaFunction function : LambdaFunction.values()) {
      List<Alarm> own = watched ? alarms.ofDeployment(function) : List.of();
      own.forEach(alarm -> looked.add(alarm.getAlarmArn()));
      warehouse.function(function).deployedBy(application, deployer, preference, own);
    }
    if (!looked.isEmpty()) {
      allow(deployer, List.of("cloudwatch:DescribeAlarms"), List.copyOf(looked));
    }
  }

  /** The permissions of CodeDeploy for an alias, instead of those for the whole account. */
  private Role deployer() {
    Role deployer =
        Role.Builder.create(this, "Deployer")
            .assumedBy(new ServicePrincipal("codedeploy.amazonaws.com"))
            .description(
                "How CodeDeploy lets new versions take over in " + warehouse.names().stack())
            .build();
    List<String> functions =
        Arrays.stream(LambdaFunction.values())
            .map(function -> warehouse.function(function).function().getFunctionArn())
            .toList();
    List<String> versions = new ArrayList<>(functions);
    versions.replaceAll(arn -> arn + ":*");
    allow(deployer, List.of("lambda:GetAlias", "lambda:UpdateAlias"), functions);
    allow(deployer, List.of("lambda:GetProvisionedConcurrencyConfig"), versions);
    return deployer;
  }

  private static void allow(Role role, List<String> actions, List<String> resources) {
    role.addToPolicy(
        PolicyStatement.Builder.create().actions(actions).resources(resources).build());
  }
}
