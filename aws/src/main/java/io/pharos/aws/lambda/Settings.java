package io.pharos.aws.lambda;

import io.pharos.core.definition.DefinitionBundle;
import io.pharos.core.definition.Definitions;
import io.pharos.core.deployment.FunctionVariables;
import io.pharos.core.deployment.StackNames;
import io.pharos.core.shape.InvalidFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The settings of a function, from its environment. A getter whose variable is missing or wrong
 * records the problem and returns a placeholder, so that {@link #check} reports all problems at
 * once.
 */
public final class Settings {
  /** An endpoint that replaces all services, in tests and closed networks. */
  public static final String ENDPOINT = "AWS_ENDPOINT_URL";

  /** The folder of the unpacked zip, with {@code pharos.json}. */
  public static final String TASK_ROOT = "LAMBDA_TASK_ROOT";

  private static final String DEFINITIONS = "pharos.json";
  private static final StackNames UNKNOWN = StackNames.of("unknown");
  private static final Pattern BUCKET_NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern HTTP = Pattern.compile("https?://.+");
  private static final Pattern ARN = Pattern.compile("arn:[a-z0-9-]+:[a-z0-9-]+:.+");

  private final Map<String, String> variables;
  private final List<String> problems = new ArrayList<>();

  /** All problems of the settings, one per line. */
  public static final class InvalidSettings extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ArrayList<String> problems;

    InvalidSettings(List<String> problems) {
      super("the function's settings are wrong:\n  " + String.join("\n  ", problems));
      this.problems = new ArrayList<>(problems);
    }

    /** The problems one by one. */
    public List<String> problems() {
      return List.copyOf(problems);
    }
  }

  /** Settings of these variables. */
  public Settings(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  /** Settings of the process's environment. */
  public static Settings ofEnvironment() {
    return new Settings(System.getenv());
  }

  /** The physical names. */
  public StackNames names() {
    String stack = required(FunctionVariables.STACK, "the name of the stack");
    StackNames names =
        stack.isEmpty()
            ? UNKNOWN
            : named(FunctionVariables.STACK, () -> StackNames.of(stack), UNKNOWN);
    String prefix = variables.get(FunctionVariables.DATABASE_PREFIX);
    return prefix == null
        ? names
        : named(
            FunctionVariables.DATABASE_PREFIX, () -> new StackNames(names.stack(), prefix), names);
  }

  private StackNames named(String variable, Supplier<StackNames> names, StackNames otherwise) {
    try {
      return names.get();
    } catch (IllegalArgumentException e) {
      problems.add(variable + ": " + e.getMessage());
      return otherwise;
    }
  }

  /** The name of the bucket. */
  public String bucket() {
    String bucket = required(FunctionVariables.BUCKET, "the name of the data bucket");
    if (!bucket.isEmpty() && !BUCKET_NAME.matcher(bucket).matches()) {
      problems.add(FunctionVariables.BUCKET + ": '" + bucket + "' is not the name of a bucket");
    }
    return bucket;
  }

  /** An ARN. */
  public String arn(String variable, String what) {
    String arn = required(variable, "the ARN of " + what);
    if (!arn.isEmpty() && !ARN.matcher(arn).matches()) {
      problems.add(variable + ": '" + arn + "' is not an ARN");
    }
    return arn;
  }

  /** Comma-separated texts; none if the variable is not set. */
  public List<String> list(String variable) {
    return variables
        .getOrDefault(variable, "")
        .lines()
        .flatMap(line -> List.of(line.split(",", -1)).stream())
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** The endpoint that replaces AWS; absent for AWS itself. */
  public Optional<URI> endpoint() {
    return url(ENDPOINT);
  }

  private Optional<URI> url(String variable) {
    String text = variables.getOrDefault(variable, "");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI url = URI.create(text);
      if (url.getHost() != null && HTTP.matcher(text).matches()) {
        return Optional.of(url);
      }
    } catch (IllegalArgumentException malformed) {
      // told below, as what is no URL of a server
    }
    problems.add(variable + ": '" + text + "' is not a URL");
    return Optional.empty();
  }

  /** The definitions in the zip. */
  public Definitions definitions(StackNames names) {
    String folder = required(TASK_ROOT, "the folder of the function");
    if (folder.isEmpty()) {
      return none();
    }
    Path file = Path.of(folder, DEFINITIONS);
    try {
      return DefinitionBundle.read(Files.readAllBytes(file), names::database);
    } catch (NoSuchFileException e) {
      problems.add(file + ": there is no such file; ./pharos package puts it into the zip");
    } catch (IOException e) {
      problems.add(file + ": cannot be read: " + e.getMessage());
    } catch (InvalidFiles e) {
      e.problems().forEach(problem -> problems.add(problem.toString()));
    }
    return none();
  }

  private static Definitions none() {
    return new Definitions(Map.of(), new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  private String required(String variable, String what) {
    String value = variables.getOrDefault(variable, "");
    if (value.isEmpty()) {
      problems.add(variable + ": not set; it is " + what);
    }
    return value;
  }

  /**
   * Refuses settings with problems.
   *
   * @throws InvalidSettings with all problems
   */
  public void check() {
    url(Tracing.ENDPOINT);
    if (!problems.isEmpty()) {
      throw new InvalidSettings(problems);
    }
  }
}
