package io.pharos.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.core.testing.NeedsPrograms;
import io.pharos.infra.packaging.FunctionBuild;
import io.pharos.infra.packaging.LambdaFunction;
import io.pharos.infra.packaging.Platform;
import io.pharos.infra.packaging.WorkingCopy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the builds of the pipeline run, against an endpoint, over a working copy of the test's. Each
 * script is run with the AWS CLI; where that says nothing more, with what stands in for it.
 */
@NeedsPrograms({"aws", "curl", "jq"})
class PipelineScriptsTest {
  private static final String BOUNDARY = "arn:aws:iam::123456789012:policy/boundary";
  private static final String TEMPLATE =
      """
      {"Resources": {
        "Role": {"Type": "AWS::IAM::Role", "Properties": {"Path": "/"}},
        "Bare": {"Type": "AWS::IAM::Role"},
        "Topic": {"Type": "AWS::SNS::Topic", "Properties": {}}}}
      """;

  private static final String LINTER =
      "#!/bin/sh\n[ ! -e unlinted ] || { echo E3001 not a template; exit 2; }\n";

  @TempDir Path folder;

  private Bucket work;
  private Bucket artifacts;
  private WorkingCopy copy;

  @BeforeEach
  void make() throws IOException {
    AwsCli.needEndpoint();
    work = Bucket.make("work");
    artifacts = Bucket.make("artifacts");
    AwsCli.standIn(folder.resolve("bin"));
    copy = WorkingCopy.in(folder.resolve("home"));
    copy.write("tables/shop/orders.yaml", "kind: static\ncolumns: [{name: pieces, type: int}]\n");
    copy.write("template.json", TEMPLATE);
    for (String script : List.of("native", "package", "upload")) {
      WorkingCopy.program(
          copy.home().resolve("infra/pipeline").resolve(script),
          Files.readString(Path.of("pipeline", script)));
    }
    WorkingCopy.program(copy.home().resolve("pharos"), launcher());
    WorkingCopy.program(folder.resolve("bin/cfn-lint"), LINTER);
    // A native build needs an engine; this one answers, and the working copy's Maven does not ask
    // it.
    WorkingCopy.program(folder.resolve("bin/docker"), "#!/bin/sh\nexit 0\n");
  }

  /** The real commands, and a template instead of a warehouse's. */
  private String launcher() {
    List<String> program = new ArrayList<>();
    Ended.program(copy.home()).forEach(word -> program.add("'" + word + "'"));
    return """
    #!/bin/sh
    if [ "$1" = synth ]; then
      echo "$*" >synth.txt
      [ ! -e faulty ] || { echo "pharos: config/main.json: Shards: 'x' is no number" >&2; exit 1; }
      mkdir -p target/warehouse
      cp template.json target/warehouse/template.json
      echo '{"Parameters": {}}' >target/warehouse/parameters.json
      exit
    fi
    exec %s "$@"
    """
        .formatted(String.join(" ", program));
  }

  @AfterEach
  void remove() {
    if (AwsCli.hasEndpoint()) {
      work.close();
      artifacts.close();
    }
  }

  /** From now on the scripts find the AWS CLI itself. */
  private void withTheCli() throws IOException {
    Files.delete(folder.resolve("bin/aws"));
  }

  @Test
  void aFunctionIsBuiltAndKept() throws Exception {
    withTheCli();
    Ended ended = run("native", "beacon");

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out())
        .contains("native: beacon is built: s3://" + work.name() + "/functions/beacon-");
    assertThat(work.keys()).singleElement().asString().matches("functions/beacon-arm64-.*\\.zip");
    assertThat(copy.builds()).singleElement().asString().contains("-pl beacon ", "-Pnative");
  }

  @Test
  void whatWasBuiltOfTheSameSourcesIsNotBuiltAgain() throws Exception {
    run("native", "beacon");
    forgetWhatIsHere();
    copy.write("tables/shop/more.yaml", "kind: static\ncolumns: [{name: x, type: int}]\n");
    withTheCli();

    Ended ended = run("native", "beacon");

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("native: beacon was built before from the same sources");
    assertThat(copy.builds()).hasSize(1);
  }

  @Test
  void aChangedSourceIsBuilt() throws Exception {
    run("native", "beacon");
    copy.write("beacon/src/main/java/io/pharos/Some.java", "class Some { int changed; }");

    run("native", "beacon");

    assertThat(copy.builds()).hasSize(2);
    assertThat(work.keys()).hasSize(2);
  }

  @Test
  void aBuildThatFailsKeepsNothingAndSaysWhatFailed() throws Exception {
    copy.breakMaven();

    Ended ended = run("native", "beacon");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err())
        .contains("the build of beacon failed: ./mvnw ended with 3")
        .endsWith("native: beacon could not be built; Maven says why above\n");
    assertThat(work.keys()).isEmpty();
  }

  @Test
  void aBucketThatIsNotThereIsNotTakenForAnEmptyOne() throws Exception {
    withTheCli();
    Ended ended = run(Map.of("WORK_BUCKET", AwsCli.name("nowhere")), "native", "beacon");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("NoSuchBucket").endsWith(".zip could not be looked up\n");
    assertThat(copy.builds()).isEmpty();
  }

  @Test
  void aFunctionAndABucketHaveToBeNamed() throws Exception {
    assertThat(run("native").err()).contains("native: name a function");
    assertThat(run(Map.of("WORK_BUCKET", ""), "native", "beacon").err())
        .contains("native: WORK_BUCKET is not set");
    assertThat(run("native", "bacon").err()).contains("there is no function bacon");
  }

  @Test
  void whatWasBuiltIsPackagedAndUploadedUnderItsHash() throws Exception {
    withTheCli();
    buildAll();
    forgetWhatIsHere();

    Ended ended = run("package");

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(copy.builds()).hasSize(1);
    JsonNode list =
        new ObjectMapper().readTree(copy.home().resolve("target/package/artifacts.json").toFile());
    List<String> expected = new ArrayList<>();
    list.path("functions").forEach(zip -> expected.add(zip.path("sha256").asText() + ".zip"));
    assertThat(artifacts.keys()).hasSize(6).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(Files.readString(copy.home().resolve("synth.txt")).strip())
        .isEqualTo(
            "synth --stack pharos --branch main --artifacts target/package/artifacts.json"
                + " --out target/warehouse --artifact-bucket %s --commit abc --build 42"
                    .formatted(artifacts.name()));
  }

  @Test
  void whatWasPackagedBeforeIsLetBe() throws Exception {
    buildAll();
    run("package");
    List<String> before = artifacts.versions();

    Ended ended = run("package");

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).contains(".zip is there already");
    assertThat(artifacts.versions()).hasSize(6).isEqualTo(before);
  }

  @Test
  void aZipThatIsNotWhatItsNameSaysIsRefused() throws Exception {
    buildAll();
    run("package");
    String planted = artifacts.keys().getFirst();
    artifacts.put(planted, "another function".getBytes(StandardCharsets.UTF_8));

    Ended ended = run("package");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err())
        .contains(
            "s3://" + artifacts.name() + "/" + planted + " is another file than its name says");
  }

  @Test
  void whatIsThereIsNotReplaced() throws Exception {
    withTheCli();
    Path first = Files.writeString(folder.resolve("first"), "first");
    Path second = Files.writeString(folder.resolve("second"), "second");

    assertThat(run("upload", work.name(), "functions/x.zip", first.toString()).code()).isZero();
    Ended again = run("upload", work.name(), "functions/x.zip", second.toString());

    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.out())
        .isEqualTo("upload: s3://" + work.name() + "/functions/x.zip is there already\n");
    assertThat(work.get("functions/x.zip")).isEqualTo("first");
  }

  @Test
  void anUploadThatFailsSaysWhy() throws Exception {
    withTheCli();
    Path file = Files.writeString(folder.resolve("file"), "file");

    Ended ended = run("upload", AwsCli.name("nowhere"), "x.zip", file.toString());

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("NoSuchBucket");
  }

  @Test
  void everyRoleOfTheTemplateGetsTheBoundaryAndNothingElseChanges() throws Exception {
    buildAll();
    run("package");

    Path template = copy.home().resolve("target/warehouse/template.json");
    JsonNode resources = new ObjectMapper().readTree(template.toFile()).path("Resources");
    for (String role : List.of("Role", "Bare")) {
      assertThat(resources.path(role).path("Properties").path("PermissionsBoundary").asText())
          .isEqualTo(BOUNDARY);
    }
    assertThat(resources.path("Role").path("Properties").path("Path").asText()).isEqualTo("/");
    assertThat(resources.path("Topic").toString())
        .isEqualTo("{\"Type\":\"AWS::SNS::Topic\",\"Properties\":{}}");
  }

  @Test
  void aBuildThatIsMissingIsNamed() throws Exception {
    buildAll();
    String curation =
        work.keys().stream().filter(key -> key.contains("curation")).findFirst().orElseThrow();
    work.delete(curation);
    forgetWhatIsHere();

    Ended ended = run("package");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err())
        .contains("package: there is no build " + curation.replace("functions/", ""))
        .contains("run the stage Build again");
    assertThat(artifacts.keys()).isEmpty();
  }

  @Test
  void nothingIsUploadedWhereTheConfigurationIsRefused() throws Exception {
    buildAll();
    copy.write("faulty", "");

    Ended ended = run("package");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("config/main.json: Shards: 'x' is no number");
    assertThat(artifacts.keys()).isEmpty();
  }

  @Test
  void nothingIsUploadedWhereTheLinterFindsFault() throws Exception {
    buildAll();
    copy.write("unlinted", "");

    Ended ended = run("package");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).contains("E3001 not a template");
    assertThat(ended.err())
        .endsWith("package: cfn-lint finds fault with the template, see above\n");
    assertThat(artifacts.keys()).isEmpty();
  }

  @Test
  void everyVariableHasToBeSet() throws Exception {
    for (String variable :
        List.of(
            "STACK",
            "BRANCH",
            "COMMIT",
            "BUILD",
            "WORK_BUCKET",
            "ARTIFACT_BUCKET",
            "PERMISSIONS_BOUNDARY")) {
      assertThat(run(Map.of(variable, ""), "package").err())
          .isEqualTo("package: " + variable + " is not set (build.yaml sets it)\n");
    }
  }

  /** What six native builds at the same time leave behind. */
  private void buildAll() throws IOException, InterruptedException {
    Path cache = copy.home().resolve("target/functions");
    Map<String, String> environment = Map.of("PATH", folder.resolve("bin").toString());
    new FunctionBuild(copy.home(), cache, environment, new PrintWriter(new StringWriter()))
        .zips(List.of(LambdaFunction.values()), Platform.ARM64);
    try (Stream<Path> built = Files.list(cache)) {
      for (Path zip : built.toList()) {
        work.put("functions/" + zip.getFileName(), Files.readAllBytes(zip));
      }
    }
  }

  /** Each build of the pipeline begins on a machine of its own. */
  private void forgetWhatIsHere() throws IOException {
    Path kept = copy.home().resolve("target/functions");
    try (var files = Files.list(kept)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private Ended run(String... scriptAndArguments) throws IOException, InterruptedException {
    return run(Map.of(), scriptAndArguments);
  }

  private Ended run(Map<String, String> own, String... scriptAndArguments)
      throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(AwsCli.environment());
    environment.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    environment.put("STACK", "pharos");
    environment.put("BRANCH", "main");
    environment.put("COMMIT", "abc");
    environment.put("BUILD", "42");
    environment.put("WORK_BUCKET", work.name());
    environment.put("ARTIFACT_BUCKET", artifacts.name());
    environment.put("PERMISSIONS_BOUNDARY", BOUNDARY);
    environment.putAll(own);
    List<String> command = new ArrayList<>(List.of(scriptAndArguments));
    command.set(0, "infra/pipeline/" + command.getFirst());
    command.addFirst("bash");
    return Ended.of(copy.home(), environment, command);
  }
}
