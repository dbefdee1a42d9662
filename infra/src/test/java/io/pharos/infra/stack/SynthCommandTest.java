package io.pharos.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.infra.packaging.LambdaFunction;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SynthCommandTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void aConfiguration() throws IOException {
    Files.createDirectories(folder.resolve("config/feature"));
    Files.writeString(folder.resolve("config/main.json"), "{\"Parameters\": {}}");
    Files.writeString(folder.resolve("config/feature/new.json"), "{\"Parameters\": {}}");
  }

  @Test
  void theSameInputGivesTheSameBytes() throws IOException {
    assertThat(synth("--out", folder.resolve("one").toString())).isZero();
    assertThat(synth("--out", folder.resolve("two").toString())).isZero();

    assertThat(folder.resolve("one/template.json"))
        .hasSameBinaryContentAs(folder.resolve("two/template.json"));
    assertThat(folder.resolve("one/parameters.json"))
        .hasSameBinaryContentAs(folder.resolve("two/parameters.json"));
  }

  @Test
  void theKeyOfEachZipIsItsHashAsItIs() throws IOException {
    StringBuilder functions = new StringBuilder();
    List<String> keys = new ArrayList<>();
    for (LambdaFunction function : LambdaFunction.values()) {
      String hash = "%064x".formatted(keys.size() + 1);
      keys.add(hash + ".zip");
      functions
          .append(functions.isEmpty() ? "" : ",")
          .append("\"" + function.module() + "\": {\"sha256\": \"" + hash + "\"}");
    }
    Path artifacts =
        Files.writeString(
            folder.resolve("artifacts.json"),
            "{\"platform\": \"arm64\", \"functions\": {" + functions + "}}");

    assertThat(synth("--artifacts", artifacts.toString(), "--artifact-bucket", "zips"))
        .as(err.toString())
        .isZero();

    List<String> found = new ArrayList<>();
    template()
        .path("Resources")
        .forEach(resource -> {
          if (resource.path("Type").asText().equals("AWS::Lambda::Function")) {
            JsonNode code = resource.path("Properties").path("Code");
            assertThat(code.path("S3Bucket").path("Ref").asText()).isEqualTo("ArtifactBucket");
            found.add(code.path("S3Key").asText());
          }
        });
    assertThat(found).containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void theParameterFileHasWhatTheBuildKnows() throws IOException {
    assertThat(synth("--artifact-bucket", "zips", "--commit", "abc", "--build", "7")).isZero();

    JsonNode file = MAPPER.readTree(Files.readAllBytes(folder.resolve("out/parameters.json")));
    assertThat(file.path("Parameters").path("ArtifactBucket").asText()).isEqualTo("zips");
    assertThat(file.path("Parameters").path("Commit").asText()).isEqualTo("abc");
    assertThat(file.path("Parameters").path("Build").asText()).isEqualTo("7");
    assertThat(file.path("Tags").path("Warehouse").asText()).isEqualTo("pharos-main");
    List<String> declared = new ArrayList<>();
    template().path("Parameters").fieldNames().forEachRemaining(declared::add);
    List<String> given = new ArrayList<>();
    file.path("Parameters").fieldNames().forEachRemaining(given::add);
    assertThat(given).containsExactlyInAnyOrderElementsOf(declared);
  }

  @Test
  void aBranchGivesTheStackItsName() throws IOException {
    assertThat(synth("--branch", "feature/new", "--stack", "ads")).as(err.toString()).isZero();

    assertThat(template().toString()).contains("ads-feature-new-beacon").doesNotContain("pharos-");
  }

  @Test
  void saysThatATemplateWithoutZipsIsNotToBeDeployed() {
    assertThat(synth()).isZero();

    assertThat(err.toString()).contains("no --artifacts").contains("not deployed");
  }

  @Test
  void saysWhichConfigurationIsNotThere() {
    assertThat(synth("--branch", "other")).isEqualTo(1);

    assertThat(err.toString())
        .contains("config/other.json: there is no such file; make it: {\"Parameters\": {}}");
  }

  @Test
  void aBranchThatIsAPathIsWrongUsage() {
    assertThat(synth("--branch", "../main")).isEqualTo(2);

    assertThat(err.toString()).contains("'../main' is not a branch");
  }

  @Test
  void aNameThatCannotBeAStacksIsWrongUsage() {
    assertThat(synth("--stack", "1st")).isEqualTo(2);
    assertThat(err.toString()).contains("'1st-main' is not the name of a stack");

    assertThat(synth("--stack", "a".repeat(60))).isEqualTo(2);
    assertThat(err.toString()).contains("is too long");
    err.getBuffer().setLength(0);

    assertThat(synth("--stack", "a".repeat(130))).isEqualTo(2);
    assertThat(err.toString()).contains("is too long").doesNotContain("letters, digits and -");
  }

  @Test
  void aWrongConfigurationWritesNothing() throws IOException {
    Files.writeString(folder.resolve("config/main.json"), "{\"Parameters\": {\"Shards\": 1}}");

    assertThat(synth()).isEqualTo(1);
    assertThat(err.toString()).contains("config/main.json:1: Parameters.Shards: unknown parameter");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aConfigurationMayBeginWithAByteOrderMark() throws IOException {
    Files.writeString(
        folder.resolve("config/main.json"), "\uFEFF{\"Parameters\": {\"Shards\": \"2\"}}");

    assertThat(synth()).isEqualTo(1);
    assertThat(err.toString()).contains("config/main.json:1: Parameters.Shards: unknown parameter");
  }

  @Test
  void artifactsThatAreNoneAreRefused() throws IOException {
    assertThat(artifacts(folder.resolve("none.json"))).isEqualTo(1);
    assertThat(err.toString()).contains("none.json: there is no such file; ./pharos package");

    Path empty = Files.writeString(folder.resolve("empty.json"), "{\"platform\": \"arm64\"}");
    assertThat(artifacts(empty)).isEqualTo(1);
    assertThat(err.toString()).contains("beacon: '' is not the SHA-256 of a zip");

    Path other = Files.writeString(folder.resolve("other.json"), "{\"platform\": \"mips\"}");
    assertThat(artifacts(other)).isEqualTo(1);
    assertThat(err.toString()).contains("platform: 'mips' is none");

    assertThat(artifacts(folder)).isEqualTo(1);
    assertThat(err.toString())
        .contains(folder + ": this is a folder; name the file in it: artifacts.json");
  }

  @Test
  void artifactsNeedTheirBucket() {
    assertThat(synth("--artifacts", "artifacts.json")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--artifacts needs the bucket that the zips are in: --artifact-bucket BUCKET");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3://zips", "Zips", "zi", "zips/here"})
  void aBucketIsToldByItsName(String bucket) {
    assertThat(synth("--artifact-bucket", bucket)).isEqualTo(2);
    assertThat(err.toString()).contains("--artifact-bucket: '" + bucket + "' is not the name of");
  }

  @Test
  void aConfigurationThatIsAFolderOrNoTextIsToldSo() throws IOException {
    Files.createDirectory(folder.resolve("config/dir.json"));
    assertThat(synth("--branch", "dir")).isEqualTo(1);
    assertThat(err.toString()).contains("config/dir.json: this is a folder; a branch has a file");

    Files.write(folder.resolve("config/latin.json"), new byte[] {'{', (byte) 0xe9, '}'});
    assertThat(synth("--branch", "latin")).isEqualTo(1);
    assertThat(err.toString())
        .contains("config/latin.json: the file is not UTF-8; save it as UTF-8");
  }

  @Test
  void aDatabaseThatIsNotDefinedCannotBeThereAlready() throws IOException {
    Files.writeString(
        folder.resolve("config/main.json"), "{\"Parameters\": {\"ExistingDatabases\": \"web\"}}");

    assertThat(synth()).isEqualTo(1);
    assertThat(err.toString())
        .contains("config/main.json:1: Parameters.ExistingDatabases: there is no database 'web'");
  }

  @Test
  void aFolderThatCannotBeMadeIsToldBeforeTheWork() throws IOException {
    Path file = Files.writeString(folder.resolve("README.md"), "no folder");

    assertThat(synth("--out", file.toString())).isEqualTo(1);
    assertThat(err.toString())
        .contains(
            "README.md cannot be made (there is a file of that name); name another with --out");
    assertThat(file).hasContent("no folder");
  }

  private int artifacts(Path file) {
    return synth("--artifacts", file.toString(), "--artifact-bucket", "zips");
  }

  private int synth(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--config",
                folder.resolve("config").toString(),
                "--out",
                folder.resolve("out").toString(),
                "--tables",
                "../tables",
                "--curations",
                "../curations"));
    arguments.addAll(List.of(more));
    return new CommandLine(new SynthCommand())
        .setOverwrittenOptionsAllowed(true)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .setExecutionExceptionHandler((failure, command, result) -> {
          err.append(failure.getMessage());
          return 1;
        })
        .execute(arguments.toArray(String[]::new));
  }

  private JsonNode template() throws IOException {
    return MAPPER.readTree(Files.readAllBytes(folder.resolve("out/template.json")));
  }
}
