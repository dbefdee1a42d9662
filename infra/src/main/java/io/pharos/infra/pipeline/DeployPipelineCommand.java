package io.pharos.infra.pipeline;

import io.pharos.infra.command.SearchPath;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes the pipeline of a branch. */
@Command(
    name = "deploy-pipeline",
    description = "From then on a push to the branch is a deployment.",
    mixinStandardHelpOptions = true)
public final class DeployPipelineCommand implements Callable<Integer> {
  private static final String TEMPLATE = "build.yaml";
  private static final String DEFAULT_BRANCH = "main";

  /** Parameters that have an option of their own. */
  private static final Set<String> OPTIONS =
      Set.of("Stack", "Branch", "Connection", "Repository", "Approval", "Email");

  /** The working copy; the launcher sets it. */
  private final Path home = Path.of(System.getProperty("pharos.home", "."));

  @Spec @Nullable CommandSpec spec;

  @Option(
      names = "--stack",
      paramLabel = "S",
      description = "What the warehouse is called: pharos. Its stack is <stack>-<branch>.")
  private String stack = "pharos";

  @Option(
      names = "--branch",
      paramLabel = "B",
      description = "The branch that is deployed: that of the working copy, or main.")
  private @Nullable String branch;

  @Option(
      names = "--connection",
      paramLabel = "ARN",
      description = "A CodeConnections connection to GitHub, GitLab or Bitbucket.")
  private String connection = "";

  @Option(
      names = "--repository",
      paramLabel = "NAME",
      description =
          "With a connection: owner/name. Without one: a repository of CodeCommit; where none is named, the stack makes one that is called as --stack.")
  private String repository = "";

  @Option(names = "--approval", description = "Somebody has to approve each change set.")
  private boolean approval;

  @Option(names = "--email", paramLabel = "E", description = "Who is told how deployments end.")
  private String email = "";

  @Option(
      names = "--parameter",
      paramLabel = "NAME=VALUE",
      description = "Another parameter of build.yaml; may be given several times.")
  private List<String> others = List.of();

  @Option(names = "--yes", description = "Runs the command.")
  private boolean yes;

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    Path template = home.resolve(TEMPLATE);
    if (!Files.exists(template)) {
      throw new IOException("there is no " + template + ": run ./pharos of a working copy");
    }
    List<String> problems = new ArrayList<>();
    Map<String, String> parameters = others(TemplateParameters.of(template), problems);
    PipelineStack pipeline = pipeline(line, parameters, problems);
    warn(pipeline.branch(), line.getErr());
    List<String> command = pipeline.command(template);
    PrintWriter out = line.getOut();
    out.println(ShellWords.of(command));
    out.flush();
    return yes ? run(command, line.getErr()) : CommandLine.ExitCode.OK;
  }

  /** The parameters of {@code --parameter}, in CloudFormation's form. */
  private Map<String, String> others(List<TemplateParameter> all, List<String> problems) {
    Map<String, TemplateParameter> known = new LinkedHashMap<>();
    all.stream()
        .filter(parameter -> !OPTIONS.contains(parameter.name()))
        .forEach(parameter -> known.put(parameter.name(), parameter));
    Map<String, String> given = new LinkedHashMap<>();
    for (String other : others) {
      int equals = other.indexOf('=');
      String name = equals < 0 ? other : other.substring(0, equals);
      String value = other.substring(equals + 1);
      TemplateParameter parameter = known.get(name);
      if (equals < 0) {
        problems.add("--parameter: '" + other + "' is not NAME=VALUE");
      } else if (parameter == null) {
        problems.add(
            "--parameter: %s is not one of %s".formatted(name, String.join(", ", known.keySet())));
      } else if (given.putIfAbsent(name, value) != null) {
        problems.add("--parameter: " + name + " is given twice; leave one out");
      } else {
        parameter.problem(value).ifPresent(problems::add);
      }
    }
    return given;
  }

  /** Warns if a file is missing here; the pushed commit may have it. */
  private void warn(String name, PrintWriter err) {
    if (!Files.isRegularFile(home.resolve("config").resolve(name + ".json"))) {
      err.printf(
          "pharos: there is no config/%s.json here, and a deployment of the branch fails without; {\"Parameters\": {}} is enough%n",
          name);
      err.flush();
    }
  }

  /** Reports all problems at once. */
  private PipelineStack pipeline(
      CommandLine line, Map<String, String> parameters, List<String> problems) {
    String named =
        branch == null ? GitBranch.of(home).orElse(DEFAULT_BRANCH) : Objects.requireNonNull(branch);
    try {
      PipelineStack pipeline =
          new PipelineStack(stack, named, connection, repository, approval, email, parameters);
      if (problems.isEmpty()) {
        return pipeline;
      }
    } catch (IllegalArgumentException e) {
      problems.addFirst(String.valueOf(e.getMessage()));
    }
    throw new ParameterException(line, String.join("\n", problems));
  }

  private static int run(List<String> command, PrintWriter err)
      throws IOException, InterruptedException {
    if (SearchPath.of(System.getenv()).find(command.getFirst()).isEmpty()) {
      throw new IOException(
          """
          the AWS CLI is not on the PATH, so the command above was not run; install it
          (https://aws.amazon.com/cli) and log in, or run the command where it is installed\
          """);
    }
    int status = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (status != 0) {
      err.println("pharos: the AWS CLI ended with " + status + "; it says why above");
      err.flush();
      return CommandLine.ExitCode.SOFTWARE;
    }
    return CommandLine.ExitCode.OK;
  }
}
