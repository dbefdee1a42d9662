package io.pharos.infra.stack;

import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableName;
import io.pharos.core.deployment.StackNames;
import io.pharos.infra.warehouse.DeploymentPreference;
import io.pharos.infra.warehouse.HttpOptions;
import io.pharos.infra.warehouse.HttpOptions.Domain;
import io.pharos.infra.warehouse.HttpOptions.TrafficAccess;
import io.pharos.infra.warehouse.Logs;
import io.pharos.infra.warehouse.WarehouseOptions;
import io.pharos.infra.warehouse.WarehouseOptions.TraceCollector;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The configuration of a branch.
 *
 * @param databasePrefix in the Glue catalog; {@code <stack>_} where it is absent
 * @param existing databases that are already in the catalog
 */
public record StackConfiguration(
    Optional<String> databasePrefix, ExistingDatabases existing, WarehouseOptions options) {
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
  private static final Pattern PREFIX = Pattern.compile("[a-z0-9_]*");
  private static final Pattern LAYER =
      Pattern.compile("arn:[a-z-]+:lambda:[a-z0-9-]+:[0-9]{12}:layer:[A-Za-z0-9_-]+:[0-9]+");

  /**
   * The form of a write key: it fits a header and an address unencoded, or is a reference of
   * CloudFormation.
   */
  private static final Pattern WRITE_KEY =
      Pattern.compile("[A-Za-z0-9._~-]{8,}|\\{\\{resolve:secretsmanager:[^,}\\s]+}}");

  private static final Pattern AUDIENCE = Pattern.compile("[^\\s,]+");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
  private static final Pattern DOMAIN =
      Pattern.compile("([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}");
  private static final Pattern ZONE = Pattern.compile("Z[A-Z0-9]{1,31}");
  private static final long GB = 1_000_000_000;

  /** The longest retention of Kinesis: 365 days. */
  private static final long MAX_RETENTION_HOURS = 8_760;

  /**
   * Reads a configuration file's text.
   *
   * @param file its name, for messages
   * @throws io.pharos.core.shape.InvalidFiles with all problems
   */
  public static StackConfiguration read(String file, String text) throws IOException {
    ParameterValues values = ConfigurationFile.read(file, text);
    StackConfiguration configuration =
        new StackConfiguration(prefix(values), existing(values), options(values));
    values.check();
    return configuration;
  }

  /** Databases that are in the catalog already. */
  public Set<String> databases() {
    return existing.names();
  }

  /**
   * Refuses a configuration that does not fit the definitions.
   *
   * @throws io.pharos.core.shape.InvalidFiles with all problems
   */
  public void check(Definitions definitions) {
    existing.check(definitions.databases().keySet());
  }

  /** The physical names of a stack with this configuration. */
  public StackNames names(String stack) {
    return databasePrefix
        .map(prefix -> new StackNames(stack, prefix))
        .orElseGet(() -> StackNames.of(stack));
  }

  private static ExistingDatabases existing(ParameterValues values) {
    return new ExistingDatabases(
        values.file(),
        values.line(StackParameter.EXISTING_DATABASES),
        Set.copyOf(
            values.list(
                StackParameter.EXISTING_DATABASES,
                TableName.IDENTIFIER,
                "the name of a database in tables/")));
  }

  /** The prefix of databases: an empty one is not the same as none. */
  private static Optional<String> prefix(ParameterValues values) {
    if (!values.has(StackParameter.DATABASE_PREFIX)) {
      return Optional.empty();
    }
    return Optional.of(
        values
            .text(
                StackParameter.DATABASE_PREFIX,
                PREFIX,
                "what a database's name can begin with: lower-case letters, digits, _")
            .orElse(""));
  }

  private static WarehouseOptions options(ParameterValues values) {
    WarehouseOptions defaults = WarehouseOptions.DEFAULTS;
    boolean dev = values.flag(StackParameter.DEV);
    return new WarehouseOptions(
        dev,
        values
            .oneOf(
                StackParameter.DEPLOYMENT_PREFERENCE,
                DeploymentPreference.texts(),
                DeploymentPreference::of)
            .orElse(dev ? DeploymentPreference.ALL_AT_ONCE : defaults.deployment()),
        values.text(StackParameter.NOTIFICATION_EMAIL, EMAIL, "an e-mail address"),
        values
            .oneOf(
                StackParameter.LOG_RETENTION_DAYS,
                Logs.days().stream().map(String::valueOf).toList(),
                StackConfiguration::logDays)
            .orElse(defaults.logRetention()),
        Duration.ofHours(
            values.number(
                StackParameter.STREAM_RETENTION_HOURS,
                defaults.streamRetention().toHours(),
                MAX_RETENTION_HOURS,
                defaults.streamRetention().toHours())),
        GB
            * values.number(
                StackParameter.QUERY_SCAN_LIMIT_GB, 1, 1_000_000, defaults.queryScanLimit() / GB),
        (int)
            values.number(
                StackParameter.BEACON_CONCURRENCY, 1, 100_000, defaults.beaconConcurrency()),
        values
            .text(
                StackParameter.TRACING_LAYER_ARN,
                LAYER,
                "the ARN of a version of a layer: arn:aws:lambda:<region>:<account>:layer:<name>:<n>")
            .map(TraceCollector::new),
        http(values));
  }

  private static Optional<Duration> logDays(String text) {
    return Logs.days().stream()
        .filter(days -> text.equals(days.toString()))
        .findFirst()
        .map(Duration::ofDays);
  }

  private static HttpOptions http(ParameterValues values) {
    HttpOptions defaults = HttpOptions.DEFAULTS;
    return new HttpOptions(
        values.list(
            StackParameter.CORS_ORIGINS,
            HttpOptions.ORIGIN,
            "an origin in lower case such as https://www.example.com, without a path"),
        values.secrets(
            StackParameter.WRITE_KEYS,
            WRITE_KEY,
            "a key of 8 letters, digits, - . _ ~ or more; for one that is kept elsewhere use"
                + " {{resolve:secretsmanager:..}} (an ssm parameter is plain text, and no"
                + " deployment of the pipeline reads it)"),
        traffic(values),
        (int) values.number(StackParameter.REQUESTS_PER_SECOND, 1, 1_000_000, defaults.rate()),
        (int) values.number(StackParameter.REQUEST_BURST, 1, 1_000_000, defaults.burst()),
        domain(values));
  }

  private static TrafficAccess traffic(ParameterValues values) {
    String access =
        values
            .oneOf(
                StackParameter.TRAFFIC_ACCESS,
                List.of("Open", "Iam", "Jwt"),
                text -> Optional.of(text).filter(List.of("Open", "Iam", "Jwt")::contains))
            .orElse("Open");
    Optional<String> issuer =
        values.text(
            StackParameter.JWT_ISSUER,
            TrafficAccess.Jwt.ISSUER,
            "the https URL of an issuer, without a query");
    List<String> audience =
        values.list(StackParameter.JWT_AUDIENCE, AUDIENCE, "an audience without spaces");
    if (!access.equals("Jwt")) {
      for (StackParameter of : List.of(StackParameter.JWT_ISSUER, StackParameter.JWT_AUDIENCE)) {
        if (values.text(of).isPresent()) {
          values.problem(of, "it has no effect; set TrafficAccess to Jwt, or leave it out");
        }
      }
      return access.equals("Iam") ? new TrafficAccess.Iam() : new TrafficAccess.Open();
    }
    values.with(StackParameter.JWT_ISSUER, StackParameter.TRAFFIC_ACCESS);
    values.with(StackParameter.JWT_AUDIENCE, StackParameter.TRAFFIC_ACCESS);
    return issuer.isPresent() && !audience.isEmpty()
        ? new TrafficAccess.Jwt(issuer.get(), audience)
        : new TrafficAccess.Open(); // its problem is noted
  }

  private static Optional<Domain> domain(ParameterValues values) {
    Optional<String> dns =
        values.text(
            StackParameter.DNS_DOMAIN_NAME, DOMAIN, "a domain in lower case such as example.com");
    Optional<String> base =
        values.text(StackParameter.BASE_DNS_NAME, LABEL, "one part of a domain's name");
    Optional<String> zone =
        values.text(
            StackParameter.HOSTED_ZONE_ID, ZONE, "the id of a hosted zone such as Z1D633PJN98FT9");
    values.with(StackParameter.BASE_DNS_NAME, StackParameter.DNS_DOMAIN_NAME);
    values.with(StackParameter.DNS_DOMAIN_NAME, StackParameter.BASE_DNS_NAME);
    values.with(StackParameter.DNS_DOMAIN_NAME, StackParameter.HOSTED_ZONE_ID);
    return dns.flatMap(name -> base.flatMap(part -> domain(values, name, part, zone)));
  }

  private static Optional<Domain> domain(
      ParameterValues values, String dns, String base, Optional<String> zone) {
    try {
      return Optional.of(new Domain(dns, base, zone));
    } catch (IllegalArgumentException e) {
      values.problem(StackParameter.DNS_DOMAIN_NAME, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
