package io.pharos.infra.packaging;

import io.pharos.infra.command.Folders;
import io.pharos.infra.command.SearchPath;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Builds functions with Maven, and keeps each build under the hash of its sources, so that a
 * changed table or curation builds nothing.
 */
public final class FunctionBuild {
  private static final Duration ANSWER = Duration.ofSeconds(20);

  private final Path home;
  private final Path cache;
  private final Map<String, String> environment;
  private final PrintWriter progress;

  /**
   * @param home the working copy
   * @param cache the folder of kept builds
   * @param environment of this process, with the paths of tools
   */
  public FunctionBuild(
      Path home, Path cache, Map<String, String> environment, PrintWriter progress) {
    this.home = home;
    this.cache = cache;
    this.environment = environment;
    this.progress = progress;
  }

  /** The zips of functions, without definitions; built if they are not in the cache. */
  public Map<LambdaFunction, Path> zips(Collection<LambdaFunction> functions, Platform platform)
      throws IOException {
    Map<LambdaFunction, Path> zips = new EnumMap<>(LambdaFunction.class);
    List<LambdaFunction> missing = new ArrayList<>();
    for (LambdaFunction function : functions) {
      Path zip = cache.resolve(name(function, platform));
      zips.put(function, zip);
      if (!Files.exists(zip)) {
        missing.add(function);
      }
    }
    if (!missing.isEmpty()) {
      Folders.check(cache, "--cache");
      build(missing, platform);
      for (LambdaFunction function : missing) {
        keep(home.resolve(function.module()).resolve("target/function.zip"), zips, function);
      }
    }
    return zips;
  }

  /** The name of a function's zip in the cache, by its sources. */
  String name(LambdaFunction function, Platform platform) throws IOException {
    return "%s-%s-%s.zip"
        .formatted(function.module(), platform.text(), SourceHash.of(home, function, platform));
  }

  private void keep(Path built, Map<LambdaFunction, Path> zips, LambdaFunction function)
      throws IOException {
    Path zip = zips.get(function);
    if (zip == null) {
      throw new IllegalStateException("no place for " + function);
    }
    if (!Files.exists(built)) {
      throw new IOException("the build of " + function.module() + " left no " + built);
    }
    Files.createDirectories(cache);
    Path half = Files.createTempFile(cache, "building", ".zip");
    try {
      Files.copy(built, half, StandardCopyOption.REPLACE_EXISTING);
      Files.move(half, zip, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(half); // where the copy failed
    }
  }

  private void build(List<LambdaFunction> functions, Platform platform) throws IOException {
    List<String> command = command(functions, platform);
    progress.println("pharos: " + String.join(" ", command));
    progress.flush();
    Process maven =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      int status = maven.waitFor();
      if (status != 0) {
        throw new IOException(
            "the build of "
                + String.join(", ", functions.stream().map(LambdaFunction::module).toList())
                + " failed: ./mvnw ended with "
                + status
                + "; Maven says why above");
      }
    } catch (InterruptedException e) {
      maven.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("the build was interrupted", e);
    }
  }

  /** Maven's command for functions on a platform. */
  List<String> command(List<LambdaFunction> functions, Platform platform) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "./mvnw", "-q", "-B", "-ntp", "-DskipTests", "-Dskip-native-metadata=true", "-am"));
    command.add("-pl");
    command.add(String.join(",", functions.stream().map(LambdaFunction::module).toList()));
    if (platform.isNative()) {
      command.add("-Pnative");
      command.addAll(builder(platform));
    }
    command.add("package");
    return command;
  }

  /** This machine's native-image if it fits, otherwise a container that has one. */
  private List<String> builder(Platform platform) throws IOException {
    if (platform.isHere() && nativeImage().isPresent()) {
      return List.of("-Dquarkus.native.container-build=false");
    }
    Optional<Path> engine = engine("docker").or(() -> engine("podman"));
    if (engine.isEmpty()) {
      throw new IOException(
          """
          a native build for %s needs a native-image on the same platform, or a container engine:
            native-image   install Mandrel or GraalVM 25 and set GRAALVM_HOME
            container      install Docker or Podman
          without either, ./pharos package --platform jvm makes zips for Lambda's Java runtime\
          """
              .formatted(platform.container()));
    }
    return List.of(
        "-Dquarkus.native.container-build=true",
        "-Dquarkus.native.container-runtime-options=--platform=" + platform.container());
  }

  /** Whether a container engine answers; its client alone builds nothing. */
  private Optional<Path> engine(String name) {
    return SearchPath.of(environment).find(name).filter(FunctionBuild::answers);
  }

  private static boolean answers(Path engine) {
    try {
      Process info =
          new ProcessBuilder(engine.toString(), "info")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        if (info.waitFor(ANSWER.toSeconds(), TimeUnit.SECONDS)) {
          return info.exitValue() == 0;
        }
      } finally {
        info.destroyForcibly();
      }
    } catch (IOException notRunnable) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private Optional<Path> nativeImage() {
    return Optional.ofNullable(environment.get("GRAALVM_HOME"))
        .map(graal -> Path.of(graal, "bin", "native-image"))
        .filter(Files::isExecutable)
        .or(() -> SearchPath.of(environment).find("native-image"));
  }
}
