package io.pharos.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.hash.Sha256;
import io.pharos.infra.packaging.FunctionZip;
import io.pharos.infra.packaging.LambdaFunction;
import io.pharos.infra.packaging.WorkingCopy;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ExitCode;

class PackageCommandTest {
  private static final String HOME = "pharos.home";
  private static final List<String> ZIPS =
      Arrays.stream(LambdaFunction.values()).map(function -> function.module() + ".zip").toList();

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Locale locale = Locale.getDefault();
  private WorkingCopy copy;

  @BeforeEach
  void make() throws IOException {
    copy = WorkingCopy.in(folder.resolve("home"));
    copy.write(
        "tables/shop/orders.yaml",
        """
        kind: streaming
        columns:
          - {name: pieces, type: int}
          - {name: sold_at, type: timestamp}
        event_time: sold_at
        """);
    System.setProperty(HOME, copy.home().toString());
  }

  @AfterEach
  void restore() {
    System.clearProperty(HOME);
    Locale.setDefault(locale);
  }

  @Test
  void makesAZipOfEachFunctionWithTheDefinitionsInIt() throws IOException {
    assertThat(packaged()).isEqualTo(ExitCode.OK);

    for (String name : ZIPS) {
      assertThat(definitions(copy.home().resolve("target/package").resolve(name)))
          .contains("\"version\" : 1", "shop/orders.yaml", "sold_at");
    }
    assertThat(copy.home().resolve("target/functions")).isDirectory();
  }

  @Test
  void printsTheHashTheSizeAndThePlaceOfEachZip() throws IOException {
    packaged();

    List<String> expected = new ArrayList<>();
    for (String name : ZIPS) {
      Path zip = copy.home().resolve("target/package").resolve(name);
      expected.add("%s  %d bytes  %s".formatted(sha256(zip), Files.size(zip), zip));
    }
    assertThat(out.toString().lines()).containsExactlyElementsOf(expected);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("pharos: ./mvnw ")
        .endsWith(" package");
  }

  @Test
  void sayingItAgainBuildsNothingAndGivesTheSameBytes() throws IOException {
    packaged();
    String first = out.toString();
    out.getBuffer().setLength(0);

    assertThat(packaged()).isEqualTo(ExitCode.OK);

    assertThat(out.toString()).isEqualTo(first);
    assertThat(copy.builds()).hasSize(1);
  }

  @Test
  void aChangedTableBuildsNothingAndGivesOtherZips() throws IOException {
    packaged();
    String first = out.toString();
    out.getBuffer().setLength(0);
    Path table = copy.home().resolve("tables/shop/orders.yaml");
    Files.writeString(table, Files.readString(table).replace("pieces", "items"));

    assertThat(packaged()).isEqualTo(ExitCode.OK);

    assertThat(out.toString()).isNotEqualTo(first);
    assertThat(definitions(copy.home().resolve("target/package/beacon.zip"))).contains("items");
    assertThat(copy.builds()).hasSize(1);
  }

  @Test
  void saysWhatIsInEachZip() throws IOException {
    packaged();

    Path folder = copy.home().resolve("target/package");
    StringBuilder expected = new StringBuilder("{\n  \"platform\" : \"jvm\",\n  \"functions\" : {");
    for (String name : ZIPS) {
      expected
          .append(expected.charAt(expected.length() - 1) == '{' ? "\n" : ",\n")
          .append("    \"%s\" : {\n".formatted(name.replace(".zip", "")))
          .append("      \"file\" : \"%s\",\n".formatted(name))
          .append("      \"sha256\" : \"%s\",\n".formatted(sha256(folder.resolve(name))))
          .append("      \"bytes\" : %d\n    }".formatted(Files.size(folder.resolve(name))));
    }
    assertThat(folder.resolve("artifacts.json")).hasContent(expected + "\n  }\n}\n");
    assertThat(Files.readString(folder.resolve("artifacts.json"))).endsWith("}\n");
  }

  @Test
  void packagesSomeFunctionsAndNoListOfAll() throws IOException {
    packaged();
    out.getBuffer().setLength(0);
    copy.write("tables/shop/more.yaml", "kind: static\ncolumns: [{name: pieces, type: int}]\n");

    assertThat(packaged("--function", "curation", "--function", "beacon")).isEqualTo(ExitCode.OK);

    assertThat(out.toString().lines()).hasSize(2).first().asString().endsWith("beacon.zip");
    Path folder = copy.home().resolve("target/package");
    assertThat(definitions(folder.resolve("beacon.zip"))).contains("more.yaml");
    assertThat(definitions(folder.resolve("partitioner.zip"))).doesNotContain("more.yaml");
    assertThat(folder.resolve("artifacts.json")).doesNotExist();
  }

  @Test
  void whoNamesEveryFunctionPackagesAll() throws IOException {
    List<String> options = new ArrayList<>();
    for (LambdaFunction function : LambdaFunction.values()) {
      options.addAll(List.of("--function", function.module()));
    }

    assertThat(packaged(options.toArray(String[]::new))).isEqualTo(ExitCode.OK);

    assertThat(copy.home().resolve("target/package/artifacts.json")).exists();
  }

  @Test
  void aFunctionThatIsNoneIsWrongUsage() throws IOException {
    assertThat(packaged("--function", "beacon", "--function", "bacon")).isEqualTo(2);

    assertThat(err.toString())
        .startsWith("pharos: there is no function bacon; there are beacon, traffic-api, ")
        .contains("Usage: pharos package");
    assertThat(copy.builds()).isEmpty();
  }

  @Test
  void namesOfTheCacheAreToldWithoutABuild() throws IOException {
    assertThat(packaged("--function", "beacon", "--cache-names")).isEqualTo(ExitCode.OK);
    String name = out.toString().strip();
    assertThat(copy.builds()).isEmpty();
    assertThat(copy.home().resolve("target")).doesNotExist();

    packaged();
    assertThat(copy.home().resolve("target/functions").resolve(name)).exists();
  }

  @Test
  void takesWhatIsShipped() throws IOException {
    assertThat(
            packaged(
                "--tables", "../tables", "--curations", "../curations", "--out", to("elsewhere")))
        .isEqualTo(ExitCode.OK);

    assertThat(definitions(folder.resolve("elsewhere/curation.zip")))
        .contains("advertising/ad_traffic.sql", "${database:advertising}");
    assertThat(copy.home().resolve("target/package")).doesNotExist();
  }

  @Test
  void saysWhichFolderCannotBeMade() throws IOException {
    Files.writeString(folder.resolve("file"), "no folder");

    assertThat(packaged("--out", to("file/zips"))).isEqualTo(ExitCode.SOFTWARE);
    assertThat(err.toString()).contains("file/zips cannot be made").contains("--out");
    assertThat(copy.builds()).isEmpty();
  }

  @Test
  void aCacheThatCannotBeMadeIsToldBeforeTheBuild() throws IOException {
    Files.writeString(folder.resolve("file"), "no folder");

    assertThat(packaged("--cache", to("file"))).isEqualTo(ExitCode.SOFTWARE);
    assertThat(err.toString())
        .contains("file cannot be made (there is a file of that name); name another with --cache");
    assertThat(copy.builds()).isEmpty();
  }

  @Test
  void keepsBuildsWhereItIsTold() throws IOException {
    packaged("--cache", to("kept"));

    assertThat(folder.resolve("kept")).isDirectoryContaining("glob:**/beacon-jvm-*.zip");
    assertThat(copy.home().resolve("target/functions")).doesNotExist();
  }

  @Test
  void sizesAreWrittenTheSameInEveryLanguage() throws IOException {
    Locale.setDefault(Locale.GERMANY);
    WorkingCopy.zip(copy.home().resolve("beacon/prepared.zip"), Map.of("bootstrap", noise()));

    packaged();

    assertThat(out.toString().lines().findFirst().orElseThrow())
        .matches("[0-9a-f]{64}  [0-9]+,[0-9]{3} bytes  .*beacon\\.zip");
  }

  @Test
  void aPlatformIsWrittenInEitherCase() {
    assertThat(run("package", "--platform", "JVM")).isEqualTo(ExitCode.OK);
  }

  @Test
  void anUnknownPlatformIsWrongUsage() throws IOException {
    assertThat(run("package", "--platform", "riscv")).isEqualTo(2);

    assertThat(err.toString())
        .startsWith("pharos: Invalid value for option '--platform'")
        .contains("riscv", "ARM64, AMD64, JVM")
        .contains("Usage: pharos package", "--tables=DIR");
    assertThat(out.toString()).isEmpty();
    assertThat(copy.builds()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--platfrom", "--cache"})
  void anOptionThatIsNotKnownOrHasNoValueIsWrongUsage(String option) {
    assertThat(run("package", option)).isEqualTo(2);
    assertThat(err.toString()).startsWith("pharos: ").contains(option, "Usage: pharos package");
  }

  @Test
  void aCommandIsNeeded() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("pharos: Missing required subcommand")
        .contains("Usage: pharos", "package", "Exit codes: 0 done, 1 failed, 2 wrong usage.");
  }

  @Test
  void aCommandThatIsNearlyRightIsSuggested() {
    assertThat(run("pakage")).isEqualTo(2);
    assertThat(err.toString()).contains("pakage", "Did you mean", "package");
  }

  @Test
  void aMissingTablesFolderFails() throws IOException {
    assertThat(packaged("--tables", to("nowhere"))).isEqualTo(ExitCode.SOFTWARE);

    assertThat(err.toString().strip())
        .isEqualTo(
            "nowhere:1: there is no such folder; make it, with a folder for each database in it");
    assertThat(copy.builds()).isEmpty();
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void everyProblemOfTheDefinitionsIsTold() throws IOException {
    copy.write("tables/shop/orders.yaml", "kind: sometimes\n");
    copy.write("tables/shop/returns.yaml", "kind: streaming\ncolour: red\n");
    copy.write("curations/shop/daily.sql", "select 1");

    assertThat(packaged()).isEqualTo(ExitCode.SOFTWARE);

    assertThat(err.toString())
        .contains(
            "tables/shop/orders.yaml:1: ",
            "tables/shop/returns.yaml:2: colour: ",
            "curations/shop/daily.sql:1: ")
        .doesNotContain("Exception", "\tat ");
    assertThat(copy.builds()).isEmpty();
  }

  @Test
  void aProblemOfTheSqlIsTold() throws IOException {
    String curations = "curations/advertising/";
    for (String name : List.of("advertising.yaml", "advertising.sql", "ad_traffic.yaml")) {
      copy.write(curations + name, Files.readString(Path.of("..", curations + name)));
    }
    copy.write(curations + "ad_traffic.sql", "selec ad_id from advertising.impressions");

    assertThat(packaged("--tables", "../tables")).isEqualTo(ExitCode.SOFTWARE);

    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("curations/advertising/ad_traffic.sql:1: ");
    assertThat(copy.builds()).isEmpty();
  }

  @Test
  void aFailingBuildFailsAndLeavesNoZip() throws IOException {
    copy.breakMaven();

    assertThat(packaged()).isEqualTo(ExitCode.SOFTWARE);

    assertThat(err.toString()).contains("pharos: the build of beacon, traffic-api, ");
    assertThat(out.toString()).isEmpty();
    assertThat(copy.home().resolve("target/package")).doesNotExist();
  }

  @Test
  void helpSaysWhatItDoes() {
    assertThat(run("package", "--help")).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains("Usage: pharos package", "Makes a zip of each function", "--platform=PLATFORM")
        .contains("arm64 (the default) or amd64: native", "--curations=DIR", "--cache=DIR");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void helpListsTheCommands() {
    assertThat(run("--help")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("Usage: pharos", "package", "Exit codes: 0 done");
  }

  @Test
  void theVersionIsSaid() {
    assertThat(run("--version")).isEqualTo(ExitCode.OK);
    assertThat(out.toString().strip()).isEqualTo("pharos 0.1.0");
  }

  private int packaged(String... options) {
    List<String> arguments = new ArrayList<>(List.of("package", "--platform", "jvm"));
    arguments.addAll(List.of(options));
    return run(arguments.toArray(String[]::new));
  }

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
  }

  private String to(String name) {
    return folder.resolve(name).toString();
  }

  /** What does not become small in a zip. */
  private static String noise() {
    byte[] bytes = new byte[2_000];
    new Random(7).nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest = Sha256.digest();
    return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
  }

  private static String definitions(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile());
        InputStream text = zip.getInputStream(new ZipEntry(FunctionZip.DEFINITIONS))) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
