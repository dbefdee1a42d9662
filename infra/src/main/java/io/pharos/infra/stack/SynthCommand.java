package io.pharos.infra.stack;

import io.pharos.core.definition.DefinitionReader;
import io.pharos.core.definition.Definitions;
import io.pharos.core.shape.InvalidFiles;
import io.pharos.core.shape.TextFile;
import io.pharos.infra.command.Folders;
import io.pharos.infra.warehouse.FunctionCode;
import io.pharos.infra.warehouse.WarehouseProps;
import io.pharos.sql.CurationSql;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes the template that deploys a warehouse. */
@Command(
    name = "synth",
    description = "Asks nothing of AWS; the same files give the same bytes.",
    mixinStandardHelpOptions = true)
public final class SynthCommand implements Callable<Integer> {
  /** A branch is part of a file's name, and of the stack's. */
  private static final Pattern BRANCH =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*");

  private static final Pattern BUCKET = Pattern.compile("[a-z0-9.-]{3,63}");
  private static final Pattern NOT_IN_A_STACK = Pattern.compile("[^A-Za-z0-9]+");

  /** The working copy; the launcher sets it. */
  private final Path home = Path.of(System.getProperty("pharos.home", "."));

  @Spec @Nullable CommandSpec spec;

  @Option(
      names = "--branch",
      paramLabel = "B",
      description = "Whose config/<branch>.json is read: main.")
  private String branch = "main";

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      description = "The stack is called <NAME>-<branch>: pharos.")
  private String stack = "pharos";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where template.json and parameters.json go: target/stack.")
  private Path out = home.resolve("target/stack");

  @Option(
      names = "--artifacts",
      paramLabel = "FILE",
      description = {
        "artifacts.json of ./pharos package: which zips the functions run.",
        "Without it, the template can be read and checked, not deployed."
      })
  private @Nullable Path artifacts;

  @Option(
      names = "--artifact-bucket",
      paramLabel = "BUCKET",
      description = "Where the zips are; goes into parameters.json.")
  private String artifactBucket = "";

  @Option(
      names = "--commit",
      paramLabel = "ID",
      description = "What is deployed; goes into parameters.json.")
  private String commit = "";

  @Option(
      names = "--build",
      paramLabel = "ID",
      description = "What deploys it; goes into parameters.json.")
  private String build = "";

  @Option(names = "--tables", paramLabel = "DIR", description = "Table definitions: tables.")
  private Path tables = home.resolve("tables");

  @Option(names = "--curations", paramLabel = "DIR", description = "Curations: curations.")
  private Path curations = home.resolve("curations");

  @Option(names = "--config", paramLabel = "DIR", description = "Configurations: config.")
  private Path config = home.resolve("config");

  @Override
  public Integer call() throws IOException {
    CommandSpec own = java.util.Objects.requireNonNull(spec);
    PrintWriter progress = own.commandLine().getErr();
    try {
      write(own);
    } catch (InvalidFiles e) {
      progress.println(e.getMessage());
      progress.flush();
      return CommandLine.ExitCode.SOFTWARE;
    }
    return CommandLine.ExitCode.OK;
  }

  private void write(CommandSpec own) throws IOException {
    if (!BRANCH.matcher(branch).matches()) {
      throw new ParameterException(
          own.commandLine(), "'" + branch + "' is not a branch: letters, digits, - _ . /");
    }
    checkBucket(own.commandLine());
    StackConfiguration configuration = configuration();
    Definitions definitions = CurationSql.checked(DefinitionReader.read(tables, curations));
    configuration.check(definitions);
    FunctionCode code = code(own.commandLine().getErr());
    WarehouseProps props = props(own, configuration, code);
    Folders.check(out, "--out");
    Node.require(System.getenv());
    byte[] template = Synthesis.template(props, definitions);
    Files.createDirectories(out);
    Path file = Files.write(out.resolve("template.json"), template);
    Path parameters =
        Files.write(
            out.resolve("parameters.json"),
            Synthesis.json(
                new BuildFacts(artifactBucket, commit, build)
                    .parameterFile(props.names().stack())));
    PrintWriter answer = own.commandLine().getOut();
    answer.printf("%s%n%s%n", file, parameters);
    answer.flush();
  }

  private void checkBucket(CommandLine line) {
    if (artifacts != null && artifactBucket.isEmpty()) {
      throw new ParameterException(
          line, "--artifacts needs the bucket that the zips are in: --artifact-bucket BUCKET");
    }
    if (!artifactBucket.isEmpty() && !BUCKET.matcher(artifactBucket).matches()) {
      throw new ParameterException(
          line,
          "--artifact-bucket: '"
              + artifactBucket
              + "' is not the name of a bucket: 3 to 63 of a-z 0-9 . -");
    }
  }

  private WarehouseProps props(
      CommandSpec own, StackConfiguration configuration, FunctionCode code) {
    try {
      WarehouseProps.checkLength(stackName());
      return WarehouseProps.of(configuration.names(stackName()), code)
          .withOptions(configuration.options())
          .withDatabases(configuration.databases());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(own.commandLine(), e.getMessage(), e);
    }
  }

  private String stackName() {
    return stack + "-" + NOT_IN_A_STACK.matcher(branch).replaceAll("-");
  }

  private StackConfiguration configuration() throws IOException {
    Path file = config.resolve(branch + ".json");
    String name = config.getFileName() + "/" + branch + ".json";
    if (Files.isDirectory(file)) {
      throw new IOException(
          name + ": this is a folder; a branch has a file: {\"Parameters\": {}} is enough");
    }
    try {
      return StackConfiguration.read(name, TextFile.read(file));
    } catch (NoSuchFileException e) {
      throw new IOException(
          name + ": there is no such file; make it: {\"Parameters\": {}} is enough", e);
    } catch (CharacterCodingException e) {
      throw new IOException(name + ": the file is not UTF-8; save it as UTF-8", e);
    }
  }

  private FunctionCode code(PrintWriter progress) throws IOException {
    if (artifacts == null) {
      progress.println(
          "pharos: no --artifacts: this template can be read and checked, not deployed");
      progress.flush();
      return PackagedCode.none();
    }
    return PackagedCode.read(artifacts);
  }
}
