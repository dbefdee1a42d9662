package io.pharos.infra.warehouse;

import io.pharos.core.deployment.FunctionVariables;
import io.pharos.infra.packaging.LambdaFunction;
import io.pharos.infra.packaging.Platform;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.codedeploy.AutoRollbackConfig;
import software.amazon.awscdk.services.codedeploy.ILambdaApplication;
import software.amazon.awscdk.services.codedeploy.LambdaDeploymentConfig;
import software.amazon.awscdk.services.codedeploy.LambdaDeploymentGroup;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SystemLogLevel;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.lambda.VersionOptions;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/**
 * A function with its own role, log and alias. Callers use the alias. A new version takes it over
 * step by step, and rolls back on an alarm.
 */
public final class WarehouseFunction extends Construct {
  private static final String LIVE = "live";

  /** The handler of Quarkus on Lambda's Java runtime; a native function has its own bootstrap. */
  private static final String JVM_HANDLER =
      "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";

  private static final String JVM_OPTIONS = "--add-opens=java.base/java.lang=ALL-UNNAMED";

  private final Role role;
  private final Function function;
  private final Alias alias;

  /** The memory, timeout and concurrency of a function. */
  record Size(int memory, java.time.Duration timeout, int reservedConcurrency) {}

  WarehouseFunction(
      Construct scope, String id, LambdaFunction which, WarehouseProps props, Size size) {
    super(scope, id);
    String name = which.nameIn(props.names());
    LogGroup log = Logs.group(this, "Log", "/aws/lambda/" + name, props.options());
    role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .description("What " + name + " may do")
            .build();
    boolean jvm = props.code().platform() == Platform.JVM;
    Function.Builder builder =
        Function.Builder.create(this, "Function")
            .functionName(name)
            .role(role)
            .code(
                Code.fromBucket(
                    Bucket.fromBucketName(this, "Code", props.code().bucket()),
                    props.code().key(which)))
            .runtime(jvm ? new Runtime("java25") : Runtime.PROVIDED_AL2023)
            .handler(jvm ? JVM_HANDLER : "bootstrap")
            .architecture(
                props.code().platform() == Platform.ARM64
                    ? Architecture.ARM_64
                    : Architecture.X86_64)
            .memorySize(size.memory())
            .timeout(Duration.seconds(size.timeout().toSeconds()))
            .logGroup(log)
            .loggingFormat(LoggingFormat.JSON)
            .systemLogLevelV2(SystemLogLevel.WARN) // START, END and REPORT cost more than they tell
            .currentVersionOptions(
                VersionOptions.builder()
                    // Kept for going back to; one that was rolled back would be in the way of the
                    // same code when it is deployed again.
                    .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
                    .build());
    if (size.reservedConcurrency() > 0) {
      builder.reservedConcurrentExecutions(size.reservedConcurrency());
    }
    props
        .options()
        .tracing()
        .ifPresent(collector ->
            builder
                .tracing(Tracing.ACTIVE)
                .layers(
                    List.of(LayerVersion.fromLayerVersionArn(this, "Tracing", collector.layer()))));
    function = builder.build();
    environment(FunctionVariables.STACK, props.names().stack());
    environment(FunctionVariables.DATABASE_PREFIX, props.names().databasePrefix());
    if (jvm) {
      environment("JAVA_TOOL_OPTIONS", JVM_OPTIONS);
    }
    if (props.options().tracing().isPresent()) {
      environment("OTEL_EXPORTER_OTLP_ENDPOINT", WarehouseOptions.TraceCollector.ENDPOINT);
    }
    allow(
        List.of("logs:CreateLogStream", "logs:PutLogEvents"),
        log.getLogGroupArn()); // ends in :*, that is, its streams
    alias =
        Alias.Builder.create(this, "Live")
            .aliasName(LIVE)
            .version(function.getCurrentVersion())
            .build();
  }

  /**
   * Deploys new versions by CodeDeploy. It rolls back if the deployment fails or is stopped, or if
   * one of the alarms goes off meanwhile.
   *
   * @param deployer CodeDeploy's role, which already has its permissions
   */
  public LambdaDeploymentGroup deployedBy(
      ILambdaApplication application,
      Role deployer,
      DeploymentPreference preference,
      List<Alarm> alarms) {
    LambdaDeploymentGroup group =
        LambdaDeploymentGroup.Builder.create(this, "Deployment")
            .application(application)
            .alias(alias)
            .role(deployer.withoutPolicyUpdates()) // else CDK adds a policy with * resources
            .deploymentConfig(
                LambdaDeploymentConfig.fromLambdaDeploymentConfigName(
                    this, "DeploymentConfig", preference.codeDeployName()))
            .alarms(alarms)
            .autoRollback(
                AutoRollbackConfig.builder()
                    .failedDeployment(true)
                    .stoppedDeployment(true)
                    .deploymentInAlarm(!alarms.isEmpty())
                    .build())
            .build();
    group.getNode().addDependency(deployer); // with its policy
    return group;
  }

  /** Allows it actions on resources. */
  void allow(List<String> actions, String... resources) {
    role.addToPolicy(
        PolicyStatement.Builder.create().actions(actions).resources(List.of(resources)).build());
  }

  /** Adds a statement to its policy. */
  void allow(PolicyStatement statement) {
    role.addToPolicy(statement);
  }

  /** Keeps asynchronous calls whose attempts all failed. */
  void keepsFailedCalls(String queueArn) {
    allow(List.of("sqs:SendMessage"), queueArn);
    CfnEventInvokeConfig.Builder.create(this, "FailedCalls")
        .functionName(function.getFunctionName())
        .qualifier(alias.getAliasName())
        .maximumRetryAttempts(2) // Lambda's most
        .destinationConfig(
            CfnEventInvokeConfig.DestinationConfigProperty.builder()
                .onFailure(
                    CfnEventInvokeConfig.OnFailureProperty.builder().destination(queueArn).build())
                .build())
        .build()
        .getNode()
        .addDependency(role, alias);
  }

  void environment(String variable, String value) {
    function.addEnvironment(variable, value);
  }

  /** The alias for callers, who never call the function itself. */
  public Alias alias() {
    return alias;
  }

  /** The function itself, for metrics and dashboards. */
  public Function function() {
    return function;
  }

  /** Its role. */
  public Role role() {
    return role;
  }
}
