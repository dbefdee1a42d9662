package io.pharos.infra;

import io.pharos.core.definition.DefinitionBundle;
import io.pharos.core.definition.InvalidDefinitions;
import io.pharos.core.hash.Sha256;
import io.pharos.sql.CurationSql;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the zips that Lambda runs. */
@Command(
    name = "package",
    description = {
      "Makes a zip of each function: what it runs, and pharos.json with all tables and curations.",
      "A build is kept by the hash of its sources: a changed table or curation builds nothing."
    },
    mixinStandardHelpOptions = true)
final class PackageCommand implements Callable<Integer> {
  /** The working copy; the launcher says where it is. */
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

  @Override
  public Integer call() throws IOException {
    CommandSpec own = java.util.Objects.requireNonNull(spec);
    PrintWriter progress = own.commandLine().getErr();
    byte[] definitions;
    try {
      definitions = DefinitionBundle.write(tables, curations, CurationSql::checked);
    } catch (InvalidDefinitions e) {
      progress.println(e.getMessage());
      progress.flush();
      return Main.FAILED;
    }
    Map<LambdaFunction, Path> built =
        new FunctionBuild(home, cache, System.getenv(), progress).zips(platform);
    try {
      Files.createDirectories(out);
    } catch (FileSystemException e) {
      throw new IOException(
          "the folder " + out + " cannot be made (" + e + "); name another with --out", e);
    }
    for (Map.Entry<LambdaFunction, Path> function : built.entrySet()) {
      Path zip = out.resolve(function.getKey().module() + ".zip");
      FunctionZip.write(function.getValue(), definitions, zip);
      own.commandLine().getOut().printf("%s  %,d bytes  %s%n", sha256(zip), Files.size(zip), zip);
    }
    own.commandLine().getOut().flush();
    return Main.DONE;
  }

  private static String sha256(Path file) throws IOException {
    return HexFormat.of().formatHex(Sha256.digest().digest(Files.readAllBytes(file)));
  }
}
