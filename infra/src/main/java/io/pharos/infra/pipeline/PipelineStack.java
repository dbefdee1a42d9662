package io.pharos.infra.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The stack of a pipeline, with the parameters of {@code build.yaml}.
 *
 * @param stack the warehouse's name; its stack is {@code <stack>-<branch>}
 * @param branch that is deployed
 * @param connection ARN of a CodeConnections connection; empty for CodeCommit
 * @param repository with a connection {@code owner/name}; without one CodeCommit's; if empty, the
 *     stack makes one
 * @param approval whether somebody must approve a change set
 * @param email the receiver of notices; empty for none
 * @param others other parameters of the template
 */
record PipelineStack(
    String stack,
    String branch,
    String connection,
    String repository,
    boolean approval,
    String email,
    Map<String, String> others) {
  private static final Pattern STACK = Pattern.compile("[a-z][a-z0-9-]*");
  private static final Pattern BRANCH = Pattern.compile("[a-z0-9][a-z0-9-]*");
  private static final Pattern CONNECTION =
      Pattern.compile(
          "arn:[a-z-]+:(codeconnections|codestar-connections):[a-z0-9-]+:[0-9]{12}:connection/[0-9a-f-]+");
  private static final Pattern OWNER_AND_NAME =
      Pattern.compile("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)+");
  private static final Pattern CODECOMMIT_NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final Pattern EMAIL = Pattern.compile("[^@ ,]+@[^@ ,]+");
  private static final String LETTERS = "lower-case letters, digits and hyphens";

  /** The letters that CloudFormation keeps of a stack's name in generated names, such as roles'. */
  private static final int MAX_WAREHOUSE = 25;

  /**
   * @throws IllegalArgumentException with all problems
   */
  PipelineStack {
    others = Map.copyOf(others);
    List<String> problems = new ArrayList<>();
    if (!STACK.matcher(stack).matches()) {
      problems.add("--stack: '" + stack + "' is not " + LETTERS + ", a letter first");
    }
    if (!BRANCH.matcher(branch).matches()) {
      problems.add(
          "--branch: '" + branch + "' is not " + LETTERS + ", which it has to be to name a stack");
    }
    String warehouse = stack + "-" + branch;
    if (warehouse.length() > MAX_WAREHOUSE) {
      problems.add(
          "--stack, --branch: '%s' has %d letters; the pipeline can deploy stacks of up to %d, since CloudFormation cuts longer names"
              .formatted(warehouse, warehouse.length(), MAX_WAREHOUSE));
    }
    if (!connection.isEmpty() && !CONNECTION.matcher(connection).matches()) {
      problems.add(
          "--connection: '"
              + connection
              + "' is not the ARN of a connection; aws codeconnections list-connections tells it");
    }
    if (!connection.isEmpty() && !OWNER_AND_NAME.matcher(repository).matches()) {
      problems.add("--repository: with a connection it is owner/name, not '" + repository + "'");
    }
    if (connection.isEmpty()
        && !repository.isEmpty()
        && !CODECOMMIT_NAME.matcher(repository).matches()) {
      problems.add(
          "--repository: '"
              + repository
              + "' is not the name of a repository in CodeCommit; another one needs --connection");
    }
    if (!email.isEmpty() && !EMAIL.matcher(email).matches()) {
      problems.add("--email: '" + email + "' is not one address");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
  }

  /**
   * Its name. It does not begin with the warehouse's, because the pipeline may change resources
   * with that prefix.
   */
  String name() {
    return "pipeline-" + stack + "-" + branch;
  }

  /**
   * All parameters, including empty ones, because a stack keeps the values of parameters that are
   * not given.
   */
  private Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("Stack", stack);
    parameters.put("Branch", branch);
    parameters.put("Connection", connection);
    parameters.put("Repository", repository);
    parameters.put("Approval", approval ? "yes" : "no");
    parameters.put("Email", email);
    others.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(other -> parameters.put(other.getKey(), other.getValue()));
    return parameters;
  }

  /** The command of the AWS CLI that creates or updates it. */
  List<String> command(Path template) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "aws",
                "cloudformation",
                "deploy",
                "--stack-name",
                name(),
                "--template-file",
                template.toString(),
                "--capabilities",
                "CAPABILITY_IAM",
                "--no-fail-on-empty-changeset",
                "--parameter-overrides"));
    parameters().forEach((name, value) -> command.add(name + "=" + value));
    return command;
  }
}
