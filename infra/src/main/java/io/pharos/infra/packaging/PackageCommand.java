package io.pharos.infra.packaging;

import io.pharos.core.definition.DefinitionBundle;
import io.pharos.core.shape.InvalidFiles;
import io.pharos.infra.command.Folders;
import io.pharos.sql.CurationSql;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes the functions' zips. */
@Command(
    name = "package",
    description = {
      "and artifacts.json, which says what is in each.",
      "A build is kept by the hash of its sources: a changed table or curation builds nothing."
    },
    mixinStandardHelpOptions = true)
public final class PackageCommand implements Callable<Integer> {
  /** The working copy; the launcher sets it. */
  private final Path home = Path.of(System.getProperty("pharos.home", "."));

  @Spec @Nullable CommandSpec spec;

  @Option(
      names = "--platform",
      paramLabel = "PLATFORM",
      description =
          "arm64 (the default) or amd64: native; jvm: for Lambda's Java runtime, built anywhere.")
  private Platform platform = Platform.ARM64;

  @Option(names = "--out", paramLabel = "DIR", description = "Where the zips go: target/package.")
  private Path out = home.resolve("target/package");

  @Option(names = "--tables", paramLabel = "DIR", description = "Table definitions: tables.")
  private Path tables = home.resolve("tables");

  @Option(names = "--curations", paramLabel = "DIR", description = "Curations: curations.")
  private Path curations = home.resolve("curations");

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Where builds are kept by the hash of their sources: target/functions.")
  private Path cache = home.resolve("target/functions");

  @Option(
      names = "--function",
      paramLabel = "NAME",
      description =
          "Only this function, so that machines build one each and share the cache; may be given several times. artifacts.json is written where all are packaged.")
  private List<String> names = List.of();

  @Option(
      names = "--cache-names",
      description = "Prints the name that each build has in the cache, and builds nothing.")
  private boolean cacheNames;

  @Override
  public Integer call() throws IOException {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    PrintWriter progress = command.getErr();
    Set<LambdaFunction> functions = functions(command);
    FunctionBuild build = new FunctionBuild(home, cache, System.getenv(), progress);
    if (cacheNames) {
      for (LambdaFunction function : functions) {
        command.getOut().println(build.name(function, platform));
      }
      return ExitCode.OK;
    }
    byte[] definitions;
    try {
      definitions = DefinitionBundle.write(tables, curations, CurationSql::checked);
    } catch (InvalidFiles e) {
      progress.println(e.getMessage());
      progress.flush();
      return ExitCode.SOFTWARE;
    }
    Folders.check(out, "--out");
    write(build.zips(functions, platform), definitions, command.getOut());
    return ExitCode.OK;
  }

  private Set<LambdaFunction> functions(CommandLine command) {
    Map<String, LambdaFunction> known = new LinkedHashMap<>();
    for (LambdaFunction function : LambdaFunction.values()) {
      known.put(function.module(), function);
    }
    List<String> unknown = names.stream().filter(name -> !known.containsKey(name)).toList();
    if (!unknown.isEmpty()) {
      throw new ParameterException(
          command,
          "there is no function %s; there are %s"
              .formatted(String.join(", ", unknown), String.join(", ", known.keySet())));
    }
    EnumSet<LambdaFunction> asked = EnumSet.noneOf(LambdaFunction.class);
    names.forEach(name -> asked.add(Objects.requireNonNull(known.get(name))));
    return asked.isEmpty() ? EnumSet.allOf(LambdaFunction.class) : asked;
  }

  private void write(Map<LambdaFunction, Path> built, byte[] definitions, PrintWriter progress)
      throws IOException {
    Files.createDirectories(out);
    Files.deleteIfExists(out.resolve(Artifacts.FILE)); // it would be of other zips
    Map<LambdaFunction, Artifacts.Zip> zips = new EnumMap<>(LambdaFunction.class);
    for (Map.Entry<LambdaFunction, Path> function : built.entrySet()) {
      Path file = out.resolve(function.getKey().module() + ".zip");
      FunctionZip.write(function.getValue(), definitions, file);
      Artifacts.Zip zip = Artifacts.Zip.of(file);
      zips.put(function.getKey(), zip);
      progress.printf("%s  %,d bytes  %s%n", zip.sha256(), zip.bytes(), file);
    }
    progress.flush();
    if (zips.size() == LambdaFunction.values().length) {
      new Artifacts(platform, zips).write(out);
    }
  }
}
