package io.pharos.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pharos.aws.lambda.Settings.InvalidSettings;
import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.CurationName;
import io.pharos.core.definition.DefinitionBundle;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableName;
import io.pharos.core.deployment.FunctionVariables;
import io.pharos.core.deployment.StackNames;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final String TOPIC = FunctionVariables.FAILURE_TOPIC;
  private static final CurationName TRAFFIC = CurationName.parse("advertising.ad_traffic");

  @TempDir Path folder;

  @Test
  void everyNameDerivesFromTheStack() {
    Settings settings = new Settings(Map.of(FunctionVariables.STACK, "Pharos-dev"));

    assertThat(settings.names()).isEqualTo(new StackNames("Pharos-dev", "pharos_dev_"));
    assertNoProblem(settings);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "warehouse_", "_"})
  void thePrefixOfDatabasesCanBeGivenAndBeEmpty(String prefix) {
    Settings settings =
        new Settings(
            Map.of(FunctionVariables.STACK, "pharos", FunctionVariables.DATABASE_PREFIX, prefix));

    assertThat(settings.names().database("shop")).isEqualTo(prefix + "shop");
    assertNoProblem(settings);
  }

  @Test
  void theStackIsNeeded() {
    Settings missing = new Settings(Map.of());
    Settings empty = new Settings(Map.of(FunctionVariables.STACK, ""));

    assertThat(missing.names()).isEqualTo(empty.names());
    assertThat(problems(missing))
        .isEqualTo(problems(empty))
        .containsExactly("PHAROS_STACK: not set; it is the name of the stack");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1st", "under_score", "sp ace", "-", "ümlaut"})
  void aStackOfAnotherFormIsRefused(String stack) {
    Settings settings = new Settings(Map.of(FunctionVariables.STACK, stack));
    settings.names();

    assertThat(problems(settings))
        .containsExactly(
            "PHAROS_STACK: '"
                + stack
                + "' is not the name of a stack: letters, digits and -, a letter first");
  }

  @Test
  void aPrefixOfAnotherFormIsRefusedBesideAWrongStack() {
    Settings settings =
        new Settings(
            Map.of(
                FunctionVariables.STACK, "1st", FunctionVariables.DATABASE_PREFIX, "Ware-house"));
    settings.names();

    assertThat(problems(settings))
        .satisfiesExactly(
            stack -> assertThat(stack).startsWith("PHAROS_STACK: '1st' is not"),
            prefix ->
                assertThat(prefix)
                    .startsWith("PHAROS_DATABASE_PREFIX: 'Ware-house' cannot begin a database's"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lake", "my.lake-2026", "0ab"})
  void theBucketIsGiven(String bucket) {
    Settings settings = new Settings(Map.of(FunctionVariables.BUCKET, bucket));

    assertThat(settings.bucket()).isEqualTo(bucket);
    assertNoProblem(settings);
  }

  @Test
  void theBucketIsNeeded() {
    Settings settings = new Settings(Map.of(FunctionVariables.BUCKET, ""));
    settings.bucket();

    assertThat(problems(settings))
        .containsExactly("PHAROS_BUCKET: not set; it is the name of the data bucket");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab", "Lake", "s3://lake", "lake/", "-lake", "lake "})
  void whatIsNoBucketsNameIsRefused(String bucket) {
    Settings settings = new Settings(Map.of(FunctionVariables.BUCKET, bucket));
    settings.bucket();

    assertThat(problems(settings))
        .containsExactly("PHAROS_BUCKET: '" + bucket + "' is not the name of a bucket");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:sns:eu-west-1:123456789012:failures",
        "arn:aws-us-gov:sns:us-gov-west-1:123456789012:failures",
        "arn:aws:s3:::lake"
      })
  void anArnIsGiven(String arn) {
    Settings settings = new Settings(Map.of(TOPIC, arn));

    assertThat(settings.arn(TOPIC, "the topic")).isEqualTo(arn);
    assertNoProblem(settings);
  }

  @Test
  void anArnIsNeeded() {
    Settings settings = new Settings(Map.of());
    settings.arn(TOPIC, "the topic for failures");

    assertThat(problems(settings))
        .containsExactly("PHAROS_FAILURE_TOPIC: not set; it is the ARN of the topic for failures");
  }

  @ParameterizedTest
  @ValueSource(strings = {"failures", "arn:aws", "arn:aws:sns:", "https://sns.amazonaws.com"})
  void whatIsNoArnIsRefused(String arn) {
    Settings settings = new Settings(Map.of(TOPIC, arn));
    settings.arn(TOPIC, "the topic");

    assertThat(problems(settings))
        .containsExactly("PHAROS_FAILURE_TOPIC: '" + arn + "' is not an ARN");
  }

  @Test
  void aListHasCommasOrLinesBetweenItsTexts() {
    Settings settings = new Settings(Map.of("LIST", " a,b ,, c\nd,\n\n e f ,"));

    assertThat(settings.list("LIST")).containsExactly("a", "b", "c", "d", "e f");
    assertNoProblem(settings);
  }

  @Test
  void aListThatIsNotGivenIsEmpty() {
    Settings settings = new Settings(Map.of("EMPTY", "", "COMMAS", " , ,"));

    assertThat(settings.list("MISSING")).isEmpty();
    assertThat(settings.list("EMPTY")).isEmpty();
    assertThat(settings.list("COMMAS")).isEmpty();
    assertNoProblem(settings);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:4566", "https://vpce.example.com/", "http://[::1]:80"})
  void somethingElseMayStandForAws(String url) {
    Settings settings = new Settings(Map.of(Settings.ENDPOINT, url));

    assertThat(settings.endpoint()).contains(URI.create(url));
    assertNoProblem(settings);
  }

  @Test
  void awsStandsForItself() {
    assertThat(new Settings(Map.of()).endpoint()).isEmpty();
    assertThat(new Settings(Map.of(Settings.ENDPOINT, "")).endpoint()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not a url",
        "nonsense",
        "localhost:4566",
        "ftp://host",
        "http://",
        "//host",
        "/p"
      })
  void whatIsNoUrlIsRefused(String url) {
    Settings settings = new Settings(Map.of(Settings.ENDPOINT, url));

    assertThat(settings.endpoint()).isEmpty();
    assertThat(problems(settings)).containsExactly("AWS_ENDPOINT_URL: '" + url + "' is not a URL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"not a url", "localhost:4318", "grpc://localhost:4317"})
  void aCollectorThatIsNoUrlIsAProblem(String url) {
    assertThat(problems(new Settings(Map.of(Tracing.ENDPOINT, url))))
        .containsExactly("OTEL_EXPORTER_OTLP_ENDPOINT: '" + url + "' is not a URL");
  }

  @Test
  void aCollectorIsNone() {
    assertNoProblem(new Settings(Map.of(Tracing.ENDPOINT, "http://localhost:4318")));
  }

  @Test
  void theDefinitionsAreThoseOfTheZip() throws IOException {
    Files.write(file(), bundle());
    Settings settings = inFolder();

    Definitions definitions = settings.definitions(new StackNames("pharos", "dev_"));

    assertThat(definitions.tables()).containsKey(TableName.parse("advertising.ad_traffic"));
    assertThat(definitions.curations().get(TRAFFIC))
        .extracting(CurationDefinition::sql)
        .asString()
        .contains("from dev_advertising.impressions");
    assertNoProblem(settings);
  }

  @Test
  void theFolderOfTheDefinitionsIsNeeded() {
    Settings settings = new Settings(Map.of());

    assertThat(settings.definitions(StackNames.of("pharos")).tables()).isEmpty();
    assertThat(problems(settings))
        .containsExactly("LAMBDA_TASK_ROOT: not set; it is the folder of the function");
  }

  @Test
  void definitionsThatAreNotThereAreAProblem() {
    Settings settings = inFolder();

    assertThat(settings.definitions(StackNames.of("pharos")).tables()).isEmpty();
    assertThat(problems(settings))
        .containsExactly(file() + ": there is no such file; ./pharos package puts it into the zip");
  }

  @Test
  void definitionsThatCannotBeReadAreAProblem() throws IOException {
    Files.createDirectory(file());
    Settings settings = inFolder();
    settings.definitions(StackNames.of("pharos"));

    assertThat(problems(settings))
        .singleElement()
        .asString()
        .startsWith(file() + ": cannot be read: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"version\": 1", "[]"})
  void brokenDefinitionsAreAProblem(String text) throws IOException {
    Files.writeString(file(), text);
    Settings settings = inFolder();
    settings.definitions(StackNames.of("pharos"));

    assertThat(problems(settings))
        .singleElement()
        .asString()
        .startsWith("pharos.json:1: this is no bundle of definitions that can be read here: ");
  }

  @Test
  void definitionsOfAnotherVersionAreAProblem() throws IOException {
    Files.writeString(file(), "{\"version\": 2, \"tables\": {}}");
    Settings settings = inFolder();
    settings.definitions(StackNames.of("pharos"));

    assertThat(problems(settings))
        .containsExactly(
            "pharos.json:1: this is no bundle of definitions that can be read here: it is not of"
                + " version 1; make it anew with ./pharos package");
  }

  @Test
  void eachProblemOfTheDefinitionsHasItsOwnLine() throws IOException {
    Files.writeString(
        file(),
        """
        {"version": 1, "tables": {
          "shop/orders.yaml": "kind: sometimes\\ncolumns: []\\n",
          "shop/returns.yaml": "colour: red\\n"}}
        """);
    Settings settings = inFolder();
    settings.definitions(StackNames.of("pharos"));

    assertThat(problems(settings))
        .hasSizeGreaterThan(1)
        .allSatisfy(problem -> assertThat(problem).startsWith("tables/shop/"));
  }

  @Test
  void allProblemsAreToldTogether() {
    Settings settings =
        new Settings(Map.of(FunctionVariables.BUCKET, "Lake", Settings.ENDPOINT, "not a url"));
    StackNames names = settings.names();
    settings.bucket();
    settings.arn(TOPIC, "the topic");
    settings.endpoint();
    settings.definitions(names);

    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(settings::check)
        .withMessage(
            """
            the function's settings are wrong:
              PHAROS_STACK: not set; it is the name of the stack
              PHAROS_BUCKET: 'Lake' is not the name of a bucket
              PHAROS_FAILURE_TOPIC: not set; it is the ARN of the topic
              AWS_ENDPOINT_URL: 'not a url' is not a URL
              LAMBDA_TASK_ROOT: not set; it is the folder of the function\
            """);
  }

  @Test
  void whatNobodyAskedForIsNoProblem() {
    assertNoProblem(
        new Settings(Map.of(FunctionVariables.BUCKET, "Lake", FunctionVariables.STACK, "1st")));
  }

  @Test
  void theEnvironmentIsThatOfTheProcess() {
    assertThat(Settings.ofEnvironment().list("PATH"))
        .isEqualTo(new Settings(System.getenv()).list("PATH"))
        .isNotEmpty();
  }

  private Settings inFolder() {
    return new Settings(Map.of(Settings.TASK_ROOT, folder.toString()));
  }

  private Path file() {
    return folder.resolve("pharos.json");
  }

  /** What is shipped, its SQL qualified as if by the parser. */
  private static byte[] bundle() {
    return DefinitionBundle.write(
        Path.of("../tables"), Path.of("../curations"), SettingsTest::qualified);
  }

  private static Definitions qualified(
      Definitions definitions, UnaryOperator<String> databaseName) {
    SequencedMap<CurationName, CurationDefinition> curations = new LinkedHashMap<>();
    definitions
        .curations()
        .forEach((name, curation) ->
            curations.put(
                name,
                curation.withSql(
                    curation
                        .sql()
                        .replace(
                            "from advertising.",
                            "from " + databaseName.apply("advertising") + "."))));
    return new Definitions(definitions.databases(), definitions.tables(), curations);
  }

  private static void assertNoProblem(Settings settings) {
    assertThatCode(settings::check).doesNotThrowAnyException();
  }

  private static List<String> problems(Settings settings) {
    String message =
        String.valueOf(catchThrowableOfType(InvalidSettings.class, settings::check).getMessage());
    List<String> lines = message.lines().toList();
    assertThat(lines.getFirst()).isEqualTo("the function's settings are wrong:");
    List<String> problems = lines.subList(1, lines.size());
    assertThat(problems).allSatisfy(line -> assertThat(line).matches("  \\S.*"));
    return problems.stream().map(String::strip).toList();
  }
}
