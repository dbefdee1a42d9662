package io.pharos.infra.warehouse;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** The topics of ended runs and alarms, and the queue of failed calls. */
public final class Messages extends Construct {
  private static final Duration FAILED_KEPT = Duration.days(14); // SQS' most

  private final Topic failures;
  private final Topic successes;
  private final Queue failed;

  Messages(Construct scope, String id, WarehouseOptions options) {
    super(scope, id);
    failures = Topic.Builder.create(this, "Failures").enforceSsl(true).build();
    failures.addToResourcePolicy(alarms());
    successes = Topic.Builder.create(this, "Successes").enforceSsl(true).build();
    options
        .notificationEmail()
        .ifPresent(email -> failures.addSubscription(new EmailSubscription(email)));
    failed =
        Queue.Builder.create(this, "Failed")
            .encryption(QueueEncryption.SQS_MANAGED)
            .enforceSsl(true)
            .retentionPeriod(FAILED_KEPT)
            .build();
  }

  /** Allows alarms to publish, which a topic with a policy of its own otherwise refuses. */
  private PolicyStatement alarms() {
    return PolicyStatement.Builder.create()
        .sid("Alarms")
        .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
        .actions(List.of("sns:Publish"))
        .resources(List.of(failures.getTopicArn()))
        .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
        .build();
  }

  /** Lets the queue accept failed calls of rules. */
  void keep(String ruleArn) {
    failed.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .principals(List.of(new ServicePrincipal("events.amazonaws.com")))
            .actions(List.of("sqs:SendMessage"))
            .resources(List.of(failed.getQueueArn()))
            .conditions(Map.of("ArnEquals", Map.of("aws:SourceArn", ruleArn)))
            .build());
  }

  /** The topic of failed runs and of alarms. */
  public Topic failures() {
    return failures;
  }

  /** The topic of runs that succeeded. */
  public Topic successes() {
    return successes;
  }

  /** The queue of asynchronous calls whose attempts all failed. */
  public Queue failed() {
    return failed;
  }
}
