package io.pharos.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.core.definition.Definitions;
import io.pharos.core.shape.InvalidFiles;
import io.pharos.infra.warehouse.DeploymentPreference;
import io.pharos.infra.warehouse.HttpOptions.Domain;
import io.pharos.infra.warehouse.HttpOptions.TrafficAccess;
import io.pharos.infra.warehouse.WarehouseOptions;
import io.pharos.infra.warehouse.WarehouseOptions.TraceCollector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StackConfigurationTest {
  private static final String FILE = "config/main.json";

  @Test
  void withoutParametersAllIsAsByDefault() throws IOException {
    StackConfiguration configuration = read("{\"Parameters\": {}}");

    assertThat(configuration.options()).isEqualTo(WarehouseOptions.DEFAULTS);
    assertThat(configuration.names("pharos-main").database("ads")).isEqualTo("pharos_main_ads");
    assertThat(configuration.databases()).isEmpty();
  }

  @Test
  void whatIsShippedIsValid() throws IOException {
    String shipped = Files.readString(Path.of("../config/main.json"));

    assertThat(StackConfiguration.read(FILE, shipped).options())
        .isEqualTo(WarehouseOptions.DEFAULTS);
  }

  @Test
  void readsEveryParameter() throws IOException {
    StackConfiguration configuration =
        read(
            """
            {"Parameters": {
              "Dev": false,
              "DeploymentPreference": "Linear10PercentEvery1Minute",
              "DatabasePrefix": "",
              "ExistingDatabases": "ads, shop",
              "NotificationEmail": "ops@example.com",
              "LogRetentionDays": 90,
              "StreamRetentionHours": "168",
              "QueryScanLimitGB": "5",
              "BeaconConcurrency": 50,
              "TracingLayerArn": "arn:aws:lambda:eu-west-1:901920570463:layer:adot-arm64:4",
              "CorsOrigins": "https://a.example.com, http://localhost:3000",
              "WriteKeys": "key-one-1234,{{resolve:secretsmanager:pharos/keys}}",
              "TrafficAccess": "Jwt",
              "JwtIssuer": "https://login.example.com/pool",
              "JwtAudience": "one, two",
              "RequestsPerSecond": 100,
              "RequestBurst": 50,
              "DNSDomainName": "example.com",
              "BaseDNSName": "events",
              "HostedZoneID": "Z1D633PJN98FT9"
            }}
            """);

    WarehouseOptions options = configuration.options();
    assertThat(options.dev()).isFalse();
    assertThat(options.deployment())
        .isEqualTo(DeploymentPreference.LINEAR_10_PERCENT_EVERY_1_MINUTE);
    assertThat(configuration.names("pharos-main").database("ads")).isEqualTo("ads");
    assertThat(configuration.databases()).containsExactlyInAnyOrder("ads", "shop");
    assertThat(options.notificationEmail()).contains("ops@example.com");
    assertThat(options.logRetention()).isEqualTo(Duration.ofDays(90));
    assertThat(options.streamRetention()).isEqualTo(Duration.ofDays(7));
    assertThat(options.queryScanLimit()).isEqualTo(5_000_000_000L);
    assertThat(options.beaconConcurrency()).isEqualTo(50);
    assertThat(options.tracing())
        .contains(new TraceCollector("arn:aws:lambda:eu-west-1:901920570463:layer:adot-arm64:4"));
    assertThat(options.http().corsOrigins())
        .containsExactly("https://a.example.com", "http://localhost:3000");
    assertThat(options.http().writeKeys())
        .containsExactly("key-one-1234", "{{resolve:secretsmanager:pharos/keys}}");
    assertThat(options.http().traffic())
        .isEqualTo(new TrafficAccess.Jwt("https://login.example.com/pool", List.of("one", "two")));
    assertThat(options.http().rate()).isEqualTo(100);
    assertThat(options.http().burst()).isEqualTo(50);
    assertThat(options.http().domain())
        .contains(new Domain("example.com", "events", Optional.of("Z1D633PJN98FT9")));
  }

  @Test
  void aStackForDevelopmentDeploysAtOnceUnlessItSaysOtherwise() throws IOException {
    assertThat(read("{\"Parameters\": {\"Dev\": \"true\"}}").options())
        .isEqualTo(WarehouseOptions.DEFAULTS.forDevelopment());
    assertThat(
            read("""
            {"Parameters": {"Dev": "true", "DeploymentPreference": "Canary10Percent30Minutes"}}
            """)
                .options()
                .deployment())
        .isEqualTo(DeploymentPreference.CANARY_10_PERCENT_30_MINUTES);
  }

  @Test
  void anEmptyTextIsNoValue() throws IOException {
    assertThat(read("{\"Parameters\": {\"NotificationEmail\": \"\", \"WriteKeys\": \" \"}}"))
        .isEqualTo(read("{\"Parameters\": {}}"));
  }

  @Test
  void anUnknownParameterIsRefusedWithItsLineAndTheOneThatWasMeant() {
    assertProblems(
        "{\"Parameters\": {\n  \"DeploymentPreferense\": \"AllAtOnce\"\n}}",
        "config/main.json:2: Parameters.DeploymentPreferense: unknown parameter: did you mean"
            + " 'DeploymentPreference'?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "Dev | yes | is none of true, false",
        "DeploymentPreference | Canary | is none of Canary10Percent5Minutes,",
        "DatabasePrefix | My-Prefix | is not what a database's name can begin with",
        "ExistingDatabases | ads,Web | 'Web' is not the name of a database",
        "NotificationEmail | ops | is not an e-mail address",
        "LogRetentionDays | 31 | is none of 1, 3, 5, 7, 14, 30,",
        "StreamRetentionHours | 12 | is not a whole number from 24 to 8760",
        "QueryScanLimitGB | 0 | is not a whole number from 1",
        "BeaconConcurrency | 0 | is not a whole number from 1",
        "TracingLayerArn | adot | is not the ARN of a version of a layer",
        "CorsOrigins | https://a.example.com/path | is not an origin",
        "CorsOrigins | https://A.example.com | is not an origin in lower case",
        "WriteKeys | short | the 1st key is not a key of 8 letters",
        "WriteKeys | {{resolve:ssm:/pharos/key}} | use {{resolve:secretsmanager:..}}",
        "TrafficAccess | Token | is none of Open, Iam, Jwt",
        "JwtIssuer | https://login.example.com | it has no effect; set TrafficAccess to Jwt",
        "JwtIssuer | https://login.example.com?tenant=1 | is not the https URL of an issuer",
        "RequestsPerSecond | many | is not a whole number from 1",
        "RequestBurst | 0 | is not a whole number from 1",
        "DNSDomainName | example | is not a domain",
        "DNSDomainName | Example.com | is not a domain in lower case",
        "DNSDomainName | example.com | it needs BaseDNSName beside it",
        "BaseDNSName | a.b | is not one part of a domain's name",
        "HostedZoneID | Z1D633PJN98FT9 | it needs DNSDomainName beside it",
        "HostedZoneID | 12 | is not the id of a hosted zone",
      })
  void aWrongValueIsRefusedWithTheParametersName(String parameter, String value, String message) {
    assertThatThrownBy(() -> read("{\"Parameters\": {\"" + parameter + "\": \"" + value + "\"}}"))
        .isInstanceOf(InvalidFiles.class)
        .hasMessageStartingWith(FILE + ":1: Parameters." + parameter + ": ")
        .hasMessageContaining(message);
  }

  @Test
  void tokensNeedTheirIssuerAndAudience() {
    assertProblems(
        "{\"Parameters\": {\"TrafficAccess\": \"Jwt\"}}",
        "config/main.json:1: Parameters.TrafficAccess: it needs JwtIssuer beside it",
        "config/main.json:1: Parameters.TrafficAccess: it needs JwtAudience beside it");
  }

  /** What is printed ends up in the log of a build. */
  @Test
  void aWrongWriteKeyIsToldByItsPositionAndNotQuoted() {
    assertThatThrownBy(() -> read(keys("key-one-1234, sec ret,,{{resolve:ssm:/pharos/key}}")))
        .isInstanceOfSatisfying(
            InvalidFiles.class,
            wrong ->
                assertThat(wrong.problems())
                    .extracting(problem -> problem.message().replaceAll(" key is not .*", ""))
                    .containsExactly("the 2nd", "the 3rd", "the 4th"))
        .message()
        .doesNotContain("key-one", "sec ret", "/pharos/key");
  }

  @Test
  void positionsAreSpelledAsTheyAreRead() {
    assertThatThrownBy(() -> read(keys("x" + ",x".repeat(21))))
        .hasMessageContainingAll("1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd")
        .message()
        .doesNotContain("11st", "12nd", "13rd");
  }

  private static String keys(String keys) {
    return "{\"Parameters\": {\"WriteKeys\": \"" + keys + "\"}}";
  }

  @Test
  void aDomainThatNoCertificateCanNameIsRefusedWithItsParameter() {
    assertProblems(
        "{\"Parameters\": {\"BaseDNSName\": \"events\",\n\"DNSDomainName\": \"%s.example.com\"}}"
            .formatted("a".repeat(60)),
        "config/main.json:2: Parameters.DNSDomainName: domain: a certificate's name has up to 64"
            + " characters: events.a");
  }

  @Test
  void allProblemsAreToldAtOnce() {
    assertProblems(
        "{\"Parameters\": {\n\"Dev\": \"maybe\",\n\"Dev\": \"true\",\n\"Shards\": 2,\n\"WriteKeys\": []},\n\"Tags\": {}}",
        "config/main.json:2: Parameters.Dev: 'maybe' is none of true, false",
        "config/main.json:3: Parameters.Dev: it is there twice; leave one out",
        "config/main.json:4: Parameters.Shards: unknown parameter; there are Dev,",
        "config/main.json:5: Parameters.WriteKeys: its value is a text, a number or a flag",
        "config/main.json:6: Tags: there is no such section");
  }

  @Test
  void anExistingDatabaseIsOneOfTheDefinedOnes() throws IOException {
    StackConfiguration configuration =
        read("{\"Parameters\": {\n\"ExistingDatabases\": \"shop, advertisng\"}}");
    Definitions definitions = DefinitionFiles.shipped().read();

    assertThatThrownBy(() -> configuration.check(definitions))
        .isInstanceOf(InvalidFiles.class)
        .hasMessage(
            """
            config/main.json:2: Parameters.ExistingDatabases: there is no database 'advertisng' in tables/; there are advertising
            config/main.json:2: Parameters.ExistingDatabases: there is no database 'shop' in tables/; there are advertising\
            """);
    read("{\"Parameters\": {\"ExistingDatabases\": \"advertising\"}}").check(definitions);
  }

  @Test
  void aFileIsOneObjectWithItsParametersOnce() {
    assertProblems(
        "{\"Parameters\": {\"Dev\": true},\n\"Parameters\": {\"Dev\": false}}\n{}",
        "config/main.json:2: Parameters: it is there twice; put all parameters into one",
        "config/main.json:3: something follows the JSON object");
    assertProblems(
        "{\"Parameters\": {}}\n\nmore", "config/main.json:3: this is not JSON: Unrecognized token");
  }

  @Test
  void aTruncatedFileIsToldWithoutTheParsersSource() {
    assertThatThrownBy(() -> read("{\"Parameters\": {\n"))
        .hasMessage(
            "config/main.json:2: this is not JSON: Unexpected end-of-input: expected close marker"
                + " for Object");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 30, 1096, 1827, 2192, 2557, 2922, 3288, 3653})
  void logsAreKeptForAsLongAsCloudWatchCan(long days) throws IOException {
    assertThat(read("{\"Parameters\": {\"LogRetentionDays\": " + days + "}}").options())
        .returns(Duration.ofDays(days), WarehouseOptions::logRetention);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"Parameters\": []}", "{\"Parameters\": {", "nonsense"})
  void whatIsNoConfigurationIsRefused(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InvalidFiles.class)
        .hasMessageStartingWith(FILE + ":1: ");
  }

  private static StackConfiguration read(String text) throws IOException {
    return StackConfiguration.read(FILE, text);
  }

  private static void assertProblems(String text, String... beginnings) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            InvalidFiles.class,
            wrong ->
                assertThat(wrong.problems())
                    .zipSatisfy(
                        List.of(beginnings),
                        (problem, beginning) ->
                            assertThat(problem.toString()).startsWith(beginning)));
  }
}
