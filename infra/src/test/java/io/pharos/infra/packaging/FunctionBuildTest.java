package io.pharos.infra.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionBuildTest {
  private static final String ALL =
      "beacon,traffic-api,realtime-metrics,preprocessor,partitioner,curation";
  private static final List<LambdaFunction> EVERY = List.of(LambdaFunction.values());
  private static final String ANSWERS = "#!/bin/sh\nexit 0\n";
  private static final String ANSWERS_NOT = "#!/bin/sh\nexit 1\n";
  private static final String NO_CONTAINER = "-Dquarkus.native.container-build=false";

  @TempDir Path folder;

  private final StringWriter progress = new StringWriter();
  private WorkingCopy copy;

  @BeforeEach
  void make() throws IOException {
    copy = WorkingCopy.in(folder.resolve("home"));
  }

  @Test
  void buildsEveryFunctionInOneGoAndKeepsThem() throws IOException {
    Map<LambdaFunction, Path> zips = zips();

    assertThat(copy.builds()).containsExactly(jvm(ALL));
    assertThat(zips).containsOnlyKeys(LambdaFunction.values());
    for (LambdaFunction function : LambdaFunction.values()) {
      assertThat(zips.get(function))
          .hasParent(cache())
          .hasSameBinaryContentAs(
              copy.home().resolve(function.module()).resolve("target/function.zip"));
    }
    assertThat(cached()).hasSize(LambdaFunction.values().length);
  }

  @Test
  void buildsOnlyWhatItIsAskedFor() throws IOException {
    Map<LambdaFunction, Path> zips =
        build(Map.of())
            .zips(List.of(LambdaFunction.PARTITIONER, LambdaFunction.BEACON), Platform.JVM);

    assertThat(copy.builds()).containsExactly(jvm("partitioner,beacon"));
    assertThat(zips).containsOnlyKeys(LambdaFunction.PARTITIONER, LambdaFunction.BEACON);
  }

  @Test
  void aBuildIsKnownByItsNameBeforeItIsBuilt() throws IOException {
    String name = build(Map.of()).name(LambdaFunction.BEACON, Platform.JVM);

    assertThat(zips().get(LambdaFunction.BEACON)).hasFileName(name);
  }

  @Test
  void saysWhatItRuns() throws IOException {
    zips();

    assertThat(progress.toString())
        .isEqualTo("pharos: ./mvnw " + jvm(ALL) + System.lineSeparator());
  }

  @Test
  void doesNotBuildAgainWhatItHas() throws IOException {
    Map<LambdaFunction, Path> first = zips();
    progress.getBuffer().setLength(0);

    assertThat(zips()).isEqualTo(first);
    assertThat(copy.builds()).hasSize(1);
    assertThat(progress.toString()).isEmpty();
  }

  @Test
  void buildsOneFunctionAgainAfterItsSourceChanged() throws IOException {
    Map<LambdaFunction, Path> first = zips();
    copy.write("curation/src/main/java/io/pharos/Some.java", "class Some { int changed; }");
    WorkingCopy.zip(copy.home().resolve("curation/prepared.zip"), Map.of("bootstrap", "changed"));

    Map<LambdaFunction, Path> second = zips();

    assertThat(copy.builds()).containsExactly(jvm(ALL), jvm("curation"));
    assertThat(second.get(LambdaFunction.CURATION))
        .isNotEqualTo(first.get(LambdaFunction.CURATION))
        .hasSameBinaryContentAs(copy.home().resolve("curation/prepared.zip"));
    assertThat(second.get(LambdaFunction.BEACON)).isEqualTo(first.get(LambdaFunction.BEACON));
  }

  @Test
  void buildsAllAgainAfterWhatTheyShareChanged() throws IOException {
    zips();
    copy.write("core/src/main/java/io/pharos/Some.java", "class Some { int changed; }");

    zips();

    assertThat(copy.builds()).containsExactly(jvm(ALL), jvm(ALL));
  }

  @Test
  void findsWhatItBuiltWhereASourceIsAsItWas() throws IOException {
    Map<LambdaFunction, Path> first = zips();
    String file = "beacon/src/main/java/io/pharos/Some.java";
    String before = Files.readString(copy.home().resolve(file));
    copy.write(file, "class Some { int changed; }");
    zips();
    copy.write(file, before);

    assertThat(zips()).isEqualTo(first);
    assertThat(copy.builds()).containsExactly(jvm(ALL), jvm("beacon"));
  }

  @Test
  void eachPlatformIsKeptApart() throws IOException {
    Map<String, String> docker = programs("docker", ANSWERS);
    Map<LambdaFunction, Path> jvm = build(docker).zips(EVERY, Platform.JVM);
    Map<LambdaFunction, Path> elsewhere = build(docker).zips(EVERY, elsewhere());

    assertThat(copy.builds()).hasSize(2);
    assertThat(elsewhere.values()).doesNotContainAnyElementsOf(jvm.values());
    assertThat(String.valueOf(elsewhere.get(LambdaFunction.BEACON)))
        .matches(".*/beacon-a(rm|md)64-[0-9a-f]{32}\\.zip");
  }

  @Test
  void aFailingBuildIsAnErrorThatNamesItAndKeepsNothing() throws IOException {
    copy.breakMaven();

    assertThatIOException()
        .isThrownBy(this::zips)
        .withMessage(
            "the build of "
                + ALL.replace(",", ", ")
                + " failed: ./mvnw ended with 3; Maven says why above");
    assertThat(cached()).isEmpty();
  }

  @Test
  void buildsAfterAFailureAsIfItHadNotBeen() throws IOException {
    zips();
    copy.write("partitioner/pom.xml", "<project><!-- changed --></project>");
    copy.breakMaven();
    assertThatIOException()
        .isThrownBy(this::zips)
        .withMessageStartingWith("the build of partitioner failed");
    copy.repairMaven();

    zips();

    assertThat(copy.builds()).containsExactly(jvm(ALL), jvm("partitioner"), jvm("partitioner"));
  }

  @Test
  void aBuildThatLeavesNoZipIsAnErrorAndKeepsNothingHalf() throws IOException {
    WorkingCopy.program(copy.home().resolve("mvnw"), "#!/bin/sh\nexit 0\n");

    assertThatIOException()
        .isThrownBy(this::zips)
        .withMessageContaining("beacon/target/function.zip");
    assertThat(cached()).isEmpty();
  }

  @Test
  void aMavenThatIsNotThereIsAnError() throws IOException {
    Files.delete(copy.home().resolve("mvnw"));

    assertThatIOException().isThrownBy(this::zips).withMessageContaining("mvnw");
    assertThat(cached()).isEmpty();
  }

  @Test
  void bytecodeNeedsNoEngine() throws IOException {
    assertThat(
            build(Map.of())
                .command(List.of(LambdaFunction.BEACON, LambdaFunction.CURATION), Platform.JVM))
        .containsExactly(
            "./mvnw",
            "-q",
            "-B",
            "-ntp",
            "-DskipTests",
            "-Dskip-native-metadata=true",
            "-am",
            "-pl",
            "beacon,curation",
            "package");
  }

  @ParameterizedTest
  @EnumSource(
      value = Platform.class,
      names = {"ARM64", "AMD64"})
  void aContainerBuildsForEveryPlatform(Platform platform) throws IOException {
    assertThat(command(programs("docker", ANSWERS), platform))
        .containsSubsequence(
            "-pl",
            "beacon",
            "-Pnative",
            "-Dquarkus.native.container-build=true",
            "-Dquarkus.native.container-runtime-options=--platform=linux/"
                + (platform == Platform.ARM64 ? "arm64" : "amd64"),
            "package")
        .doesNotContain(NO_CONTAINER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"docker", "podman"})
  void anEngineIsAskedWhetherItAnswers(String engine) throws IOException {
    Map<String, String> path =
        programs(engine, "#!/bin/sh\necho \"$*\" >>\"$0.asked\"\necho much\necho noise >&2\n");

    assertThat(command(path, elsewhere())).contains("-Dquarkus.native.container-build=true");
    assertThat(folder.resolve("bin/" + engine + ".asked")).hasContent("info");
  }

  @Test
  void theSecondEngineHelpsWhereTheFirstDoesNotAnswer() throws IOException {
    programs("docker", ANSWERS_NOT);

    assertThat(command(programs("podman", ANSWERS), elsewhere()))
        .contains("-Dquarkus.native.container-build=true");
  }

  @Test
  void anEngineThatDoesNotAnswerIsNone() throws IOException {
    Map<String, String> path = programs("docker", ANSWERS_NOT);
    programs("podman", "#!/no/such/interpreter\n");

    assertThatIOException()
        .isThrownBy(() -> build(path).zips(EVERY, elsewhere()))
        .withMessageContaining("needs a native-image on the same platform, or a container engine")
        .withMessageContaining("a native build for " + elsewhere().container())
        .withMessageEndingWith(
            "without either, ./pharos package --platform jvm makes zips for Lambda's Java runtime");
    assertThat(copy.builds()).isEmpty();
    assertThat(cached()).isEmpty();
  }

  @Test
  void aFileThatCannotBeExecutedIsNoEngine() throws IOException {
    Files.createDirectories(folder.resolve("bin"));
    Files.writeString(folder.resolve("bin/docker"), ANSWERS);

    assertThatIOException()
        .isThrownBy(() -> command(path(), elsewhere()))
        .withMessageContaining("container engine");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":", "/no/such/folder"})
  void aPathWithoutProgramsHasNone(String path) {
    assertThatIOException()
        .isThrownBy(() -> command(Map.of("PATH", path), elsewhere()))
        .withMessageContaining("Docker or Podman");
  }

  @Test
  void aNativeImageOfGraalVmBuildsWithoutAContainer() throws IOException {
    WorkingCopy.program(folder.resolve("graal/bin/native-image"), ANSWERS);
    Map<String, String> graal = Map.of("GRAALVM_HOME", folder.resolve("graal").toString());

    assertThat(command(graal, here())).containsSubsequence("-Pnative", NO_CONTAINER, "package");
  }

  @Test
  void aNativeImageOnThePathBuildsWithoutAContainer() throws IOException {
    Map<String, String> path = programs("native-image", ANSWERS);
    programs("docker", ANSWERS);

    assertThat(command(path, here())).contains(NO_CONTAINER);
  }

  @Test
  void aGraalVmWithoutANativeImageIsPassedOver() throws IOException {
    Map<String, String> environment =
        Map.of(
            "GRAALVM_HOME",
            folder.resolve("empty").toString(),
            "PATH",
            programs("native-image", ANSWERS).getOrDefault("PATH", ""));

    assertThat(command(environment, here())).contains(NO_CONTAINER);
  }

  @Test
  void aNativeImageBuildsForItsOwnPlatformOnly() throws IOException {
    Map<String, String> path = programs("native-image", ANSWERS);

    assertThatIOException()
        .isThrownBy(() -> command(path, elsewhere()))
        .withMessageContaining(elsewhere().container());
    programs("docker", ANSWERS);
    assertThat(command(path, elsewhere())).doesNotContain(NO_CONTAINER);
  }

  private Map<LambdaFunction, Path> zips() throws IOException {
    return build(Map.of()).zips(EVERY, Platform.JVM);
  }

  private List<String> command(Map<String, String> environment, Platform platform)
      throws IOException {
    return build(environment).command(List.of(LambdaFunction.BEACON), platform);
  }

  private FunctionBuild build(Map<String, String> environment) {
    return new FunctionBuild(copy.home(), cache(), environment, new PrintWriter(progress));
  }

  private Path cache() {
    return folder.resolve("cache");
  }

  private List<Path> cached() throws IOException {
    if (!Files.exists(cache())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(cache())) {
      return files.toList();
    }
  }

  private static String jvm(String modules) {
    return "-q -B -ntp -DskipTests -Dskip-native-metadata=true -am -pl " + modules + " package";
  }

  /** An environment with this program, and those before it, on its path. */
  private Map<String, String> programs(String name, String script) throws IOException {
    WorkingCopy.program(folder.resolve("bin").resolve(name), script);
    return path();
  }

  private Map<String, String> path() {
    return Map.of("PATH", folder.resolve("nothing") + ":" + folder.resolve("bin"));
  }

  /** The platform that this machine builds for without a container, where it is one of Lambda's. */
  private static Platform here() {
    Optional<Platform> here = natives().filter(Platform::isHere).findFirst();
    assumeTrue(here.isPresent());
    return here.orElseThrow();
  }

  private static Platform elsewhere() {
    return natives().filter(platform -> !platform.isHere()).findFirst().orElseThrow();
  }

  private static Stream<Platform> natives() {
    return Arrays.stream(Platform.values()).filter(Platform::isNative);
  }
}
