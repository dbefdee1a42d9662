package io.pharos.infra.warehouse;

import io.pharos.core.schedule.Schedule;
import io.pharos.infra.packaging.LambdaFunction;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.targets.LambdaFunctionProps;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.scheduler.CfnSchedule.DeadLetterConfigProperty;
import software.amazon.awscdk.services.scheduler.CfnSchedule.FlexibleTimeWindowProperty;
import software.amazon.awscdk.services.scheduler.CfnSchedule.RetryPolicyProperty;
import software.amazon.awscdk.services.scheduler.CfnSchedule.TargetProperty;
import software.constructs.Construct;

/** The schedules, and the calls after a deployment. */
final class Triggers extends Construct {
  private static final int ATTEMPTS = 5;
  private static final int WITHIN_SECONDS = 3_600;

  private final WarehouseFunctions functions;
  private final Messages messages;
  private final Role role;
  private final Set<String> registrations = new LinkedHashSet<>();

  Triggers(
      Construct scope,
      String id,
      WarehouseProps props,
      WarehouseFunctions functions,
      Messages messages) {
    super(scope, id);
    this.functions = functions;
    this.messages = messages;
    role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("scheduler.amazonaws.com"))
            .description("What the schedules of " + props.names().stack() + " call")
            .build();
    allow(List.of("sqs:SendMessage"), messages.failed().getQueueArn());
    // The clock does not wait for what it calls.
    Stream.of(LambdaFunction.PARTITIONER, LambdaFunction.CURATION)
        .forEach(called -> functions.get(called).keepsFailedCalls(messages.failed().getQueueArn()));
    afterEachDeployment();
  }

  /** Registers the hours of a new table at once. */
  private void afterEachDeployment() {
    Rule.Builder.create(this, "Deployed")
        .description("Registers partitions once the stack was made or changed")
        .eventPattern(
            EventPattern.builder()
                .source(List.of("aws.cloudformation"))
                .detailType(List.of("CloudFormation Stack Status Change"))
                .detail(
                    Map.of(
                        "stack-id", List.of(Aws.STACK_ID),
                        "status-details",
                            Map.of("status", List.of("CREATE_COMPLETE", "UPDATE_COMPLETE"))))
                .build())
        .targets(
            List.of(
                new software.amazon.awscdk.services.events.targets.LambdaFunction(
                    functions.get(LambdaFunction.PARTITIONER).alias(),
                    LambdaFunctionProps.builder()
                        .event(RuleTargetInput.fromObject(Map.of()))
                        .deadLetterQueue(messages.failed())
                        .build())))
        .build();
  }

  /** Schedules the partitioner; it handles all tables whenever one is due. */
  void registerPartitions(Schedule schedule) {
    if (registrations.add(schedule.text())) {
      String target = functions.get(LambdaFunction.PARTITIONER).alias().getFunctionArn();
      if (registrations.size() == 1) {
        allow(List.of("lambda:InvokeFunction"), target);
      }
      schedule("Partitions" + registrations.size(), schedule, target, "{}");
    }
  }

  void runJob(String id, BatchJob job) {
    allow(List.of("lambda:InvokeFunction"), job.function().getFunctionArn());
    schedule(id, job.schedule(), job.function().getFunctionArn(), "{}");
  }

  /** Gives schedules the permissions for their targets. */
  void allow(List<String> actions, String... resources) {
    role.addToPolicy(
        PolicyStatement.Builder.create().actions(actions).resources(List.of(resources)).build());
  }

  /** Calls a target with an input on a schedule. */
  void schedule(String id, Schedule schedule, String target, String input) {
    CfnSchedule.Builder.create(this, id)
        .scheduleExpression(schedule.text())
        .scheduleExpressionTimezone(zone(schedule))
        .flexibleTimeWindow(FlexibleTimeWindowProperty.builder().mode("OFF").build())
        .target(
            TargetProperty.builder()
                .arn(target)
                .input(input)
                .roleArn(role.getRoleArn())
                .retryPolicy(
                    RetryPolicyProperty.builder()
                        .maximumRetryAttempts(ATTEMPTS)
                        .maximumEventAgeInSeconds(WITHIN_SECONDS)
                        .build())
                .deadLetterConfig(
                    DeadLetterConfigProperty.builder().arn(messages.failed().getQueueArn()).build())
                .build())
        .build()
        .getNode()
        .addDependency(role);
  }

  /** The name of a zone; Java's UTC is Z. */
  private static String zone(Schedule schedule) {
    return schedule.zone().equals(ZoneOffset.UTC) ? "UTC" : schedule.zone().getId();
  }
}
