package io.pharos.infra.stack;

import io.pharos.core.definition.Definitions;
import io.pharos.infra.packaging.LambdaFunction;
import io.pharos.infra.packaging.Platform;
import io.pharos.infra.warehouse.FunctionCode;
import io.pharos.infra.warehouse.WarehouseProps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The shipped warehouse: as it is by default, otherwise in one thing each, and in all of them. What
 * holds for every template is tested on each of these; a new option becomes one more.
 */
enum Variant {
  DEFAULTS(new Input()),
  DEV(new Input().with("\"Dev\": \"true\"")),
  AT_ONCE(new Input().with("\"DeploymentPreference\": \"AllAtOnce\"")),
  NO_PREFIX(new Input().with("\"DatabasePrefix\": \"\"")),
  EXISTING_DATABASE(new Input().with("\"ExistingDatabases\": \"advertising\"")),
  E_MAIL(new Input().with("\"NotificationEmail\": \"ops@example.com\"")),
  RESERVED(new Input().with("\"BeaconConcurrency\": \"50\"")),
  TRACED(
      new Input()
          .with("\"TracingLayerArn\": \"arn:aws:lambda:eu-west-1:901920570463:layer:adot:4\"")),
  CORS(new Input().with("\"CorsOrigins\": \"https://a.example.com,https://b.example.com\"")),
  WRITE_KEYS(new Input().with("\"WriteKeys\": \"{{resolve:secretsmanager:pharos/write-keys}}\"")),
  IAM(new Input().with("\"TrafficAccess\": \"Iam\"")),
  JWT(
      new Input()
          .with(
              """
              "TrafficAccess": "Jwt",
              "JwtIssuer": "https://login.example.com/",
              "JwtAudience": "traffic"
              """)),
  DOMAIN(new Input().with("\"DNSDomainName\": \"example.com\", \"BaseDNSName\": \"events\"")),
  DOMAIN_IN_ZONE(
      new Input()
          .with(
              """
              "DNSDomainName": "example.com",
              "BaseDNSName": "events",
              "HostedZoneID": "Z1D633PJN98FT9"
              """)),
  OTHER_NUMBERS(
      new Input()
          .with(
              """
              "LogRetentionDays": "90",
              "StreamRetentionHours": "168",
              "QueryScanLimitGB": "5",
              "RequestsPerSecond": "50",
              "RequestBurst": "100"
              """)),
  ALL_ON(
      new Input()
          .with(
              """
              "DeploymentPreference": "Canary10Percent10Minutes",
              "DatabasePrefix": "",
              "ExistingDatabases": "advertising",
              "NotificationEmail": "ops@example.com",
              "LogRetentionDays": "365",
              "StreamRetentionHours": "8760",
              "QueryScanLimitGB": "1000",
              "BeaconConcurrency": "200",
              "TracingLayerArn": "arn:aws:lambda:eu-west-1:901920570463:layer:adot:4",
              "CorsOrigins": "*",
              "WriteKeys": "key-one-1234,key-two-1234",
              "TrafficAccess": "Jwt",
              "JwtIssuer": "https://login.example.com/",
              "JwtAudience": "traffic,reports",
              "RequestsPerSecond": "10000",
              "RequestBurst": "5000",
              "DNSDomainName": "example.com",
              "BaseDNSName": "events",
              "HostedZoneID": "Z1D633PJN98FT9"
              """)),
  JVM(new Input().on(Platform.JVM)),
  AMD64(new Input().on(Platform.AMD64)),
  ON_DEMAND(
      new Input()
          .of(
              DefinitionFiles.shipped()
                  .edited("tables/advertising/clicks.yaml", "{shards: 1}", "{on_demand: true}"))),
  JSON(
      new Input()
          .of(
              DefinitionFiles.shipped()
                  .edited("tables/advertising/clicks.yaml", "format: parquet", "format: json"))),
  ORC(
      new Input()
          .of(
              DefinitionFiles.shipped()
                  .edited("tables/advertising/clicks.yaml", "format: parquet", "format: orc"))),
  TWO_DATABASES(
      new Input()
          .of(
              DefinitionFiles.shipped()
                  .with(
                      "tables/shop/orders.yaml",
                      """
                      kind: streaming
                      description: Somebody ordered something
                      columns:
                        - {name: order_id, type: string, format: uuid, generated: true}
                        - {name: total, type: "decimal(18,2)", description: in euros}
                        - {name: tags, type: "map<string,array<string>>"}
                        - {name: ordered_at, type: timestamp, required: true}
                      id: order_id
                      event_time: ordered_at
                      stream: {shards: 4}
                      flush: {interval: 60s, size: 128MB}
                      partition: {key: inserted_at, schedule: rate(30 minutes), ahead: 2, lookback: 4}
                      """)
                  .with(
                      "tables/shop/countries.yaml",
                      """
                      kind: static
                      columns: [{name: code, type: string}, {name: title, type: string}]
                      format: json
                      """))),
  CHAINED(new Input().of(DefinitionFiles.shipped().withTotals("window: {unit: day}"))),
  OTHER_STACK(new Input().called("ads-Feature-7"));

  private static final Map<Variant, StackTemplate> TEMPLATES = new ConcurrentHashMap<>();

  @SuppressWarnings("ImmutableEnumChecker") // nobody changes its texts
  private final Input input;

  Variant(Input input) {
    this.input = input;
  }

  /** What {@code ./pharos synth} would write. */
  StackTemplate template() {
    return TEMPLATES.computeIfAbsent(this, variant -> variant.input.template());
  }

  WarehouseProps props() {
    return input.props();
  }

  Definitions definitions() {
    return input.files.read();
  }

  /** What the configuration file sets, as it stands there. */
  String parameters() {
    return input.parameters;
  }

  /** Of the same stack, so that one could be deployed over the other. */
  boolean replacesDefaults() {
    return input.stack.equals(DEFAULTS.input.stack);
  }

  /**
   * What a template is made from.
   *
   * @param stack its name
   * @param parameters of the configuration file, without the braces around them
   */
  record Input(String stack, Platform platform, String parameters, DefinitionFiles files) {
    private static final String NO_ZIP = "0".repeat(64);

    Input() {
      this("pharos-main", Platform.ARM64, "", DefinitionFiles.shipped());
    }

    Input called(String other) {
      return new Input(other, platform, parameters, files);
    }

    Input on(Platform other) {
      return new Input(stack, other, parameters, files);
    }

    Input with(String others) {
      return new Input(stack, platform, others.strip(), files);
    }

    Input of(DefinitionFiles others) {
      return new Input(stack, platform, parameters, others);
    }

    WarehouseProps props() {
      return props(Map.of());
    }

    /**
     * With the zips of some functions.
     *
     * @param zips their SHA-256
     */
    WarehouseProps props(Map<LambdaFunction, String> zips) {
      Map<LambdaFunction, String> hashes = new EnumMap<>(LambdaFunction.class);
      for (LambdaFunction function : LambdaFunction.values()) {
        hashes.put(function, zips.getOrDefault(function, NO_ZIP));
      }
      StackConfiguration configuration = configuration();
      return WarehouseProps.of(
              configuration.names(stack), new FunctionCode("artifacts", platform, hashes))
          .withOptions(configuration.options())
          .withDatabases(configuration.databases());
    }

    private StackConfiguration configuration() {
      try {
        return StackConfiguration.read(
            "config/main.json", "{\"Parameters\": {" + parameters + "}}");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    StackTemplate template() {
      return template(Map.of());
    }

    StackTemplate template(Map<LambdaFunction, String> zips) {
      return new StackTemplate(KeptTemplates.template(props(zips), files.read()));
    }
  }
}
