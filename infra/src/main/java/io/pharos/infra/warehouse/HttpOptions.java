package io.pharos.infra.warehouse;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awscdk.Token;

/**
 * The options of the HTTP API. The constructor reports all problems at once.
 *
 * @param corsOrigins of pages that may send, such as {@code https://shop.example}, or {@code *} for
 *     all; none by default
 * @param writeKeys of which a sender needs one; if there is none, anybody may send. A dynamic
 *     reference of CloudFormation ({@code {{resolve:secretsmanager:..}}}) stays in the template,
 *     which then holds no secret; the secret is read whenever the beacon is changed. References to
 *     SSM are refused: its parameters are plain text, and CloudFormation resolves no secure
 *     parameter for a function
 * @param traffic who may look up
 * @param rate requests a second; API Gateway promises no exact limit
 * @param burst requests at once, likewise
 * @param domain the API's own name; off by default
 */
public record HttpOptions(
    List<String> corsOrigins,
    List<String> writeKeys,
    TrafficAccess traffic,
    int rate,
    int burst,
    Optional<Domain> domain) {
  /** An account's own quota is 10,000 requests a second and 5,000 at once. */
  public static final HttpOptions DEFAULTS =
      new HttpOptions(
          List.of(), List.of(), new TrafficAccess.Open(), 5_000, 2_000, Optional.empty());

  /** The form of an origin: as browsers send it, without a path, or with API Gateway's wildcard. */
  public static final Pattern ORIGIN =
      Pattern.compile("\\*|https?://(\\*|[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?)");

  private static final Pattern PARAMETER_STORE = Pattern.compile("\\{\\{resolve:ssm(-secure)?:.*");

  public HttpOptions {
    corsOrigins = List.copyOf(corsOrigins);
    writeKeys = List.copyOf(writeKeys);
    Problems problems = new Problems();
    for (String origin : corsOrigins) {
      problems.require(
          ORIGIN.matcher(origin).matches() || Token.isUnresolved(origin),
          "CORS: '" + origin + "' is not an origin, such as https://shop.example, nor *");
    }
    for (String key : writeKeys) {
      // Not quoted: it is a secret.
      problems
          .require(
              !key.isBlank() && key.strip().equals(key) && key.lines().count() == 1,
              "write keys: one is empty, of several lines, or has a blank at one of its ends")
          .require(
              key.indexOf(',') < 0, "write keys: one has a comma, which stands between two keys")
          .require(
              !PARAMETER_STORE.matcher(key).matches(),
              "write keys: a parameter of ssm is plain text, and of ssm-secure CloudFormation "
                  + "resolves none for a function; use {{resolve:secretsmanager:..}}");
    }
    problems
        .require(rate > 0, "rate: " + rate + " requests a second; it must be 1 or more")
        .require(burst > 0, "burst: " + burst + " requests at once; it must be 1 or more")
        .throwIfAny();
  }

  /** Who may look up served rows. */
  public sealed interface TrafficAccess {
    /** Everybody. */
    record Open() implements TrafficAccess {}

    /** Callers who sign requests and have execute-api:Invoke. */
    record Iam() implements TrafficAccess {}

    /**
     * Callers with a token of the issuer for the audience.
     *
     * @param issuer a public https address with {@code /.well-known/openid-configuration} below it
     * @param audience one or more; the token must name one of them ({@code aud}, else {@code
     *     client_id})
     */
    record Jwt(String issuer, List<String> audience) implements TrafficAccess {
      /** An https address without a query. */
      public static final Pattern ISSUER = Pattern.compile("https://[^\\s/?#]+(/[^\\s?#]*)?");

      public Jwt {
        audience = List.copyOf(audience);
        new Problems()
            .require(
                ISSUER.matcher(issuer).matches() || Token.isUnresolved(issuer),
                "JWT: the issuer '" + issuer + "' is not an https address without a query")
            .require(!audience.isEmpty(), "JWT: no audience; name one or more")
            .require(
                audience.stream().noneMatch(String::isBlank), "JWT: an audience must not be empty")
            .throwIfAny();
      }
    }
  }

  /**
   * A custom name: {@code <base>.<dns>}.
   *
   * <p>The certificate is made once the zone answers for the domain, and the stack waits for it. If
   * the stack makes the zone, enter its name servers at the registrar, or in the zone above. Route
   * 53 shows them while the stack waits; later they are in the outputs.
   *
   * @param dnsName the domain, such as {@code example.com}
   * @param baseName the part before it, such as {@code events}
   * @param hostedZone id of the domain's zone; if absent, the stack makes one, which outlives it
   */
  public record Domain(String dnsName, String baseName, Optional<String> hostedZone) {
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern DOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")+");
    private static final Pattern BASE = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
    private static final Pattern ZONE = Pattern.compile("[A-Z0-9]{1,32}");

    /** The most characters of a certificate's first name. */
    private static final int MAX_NAME = 64;

    public Domain {
      String name = baseName + "." + dnsName;
      new Problems()
          .require(
              DOMAIN.matcher(dnsName).matches(),
              "domain: '" + dnsName + "' is not a domain in lower case, such as example.com")
          .require(
              BASE.matcher(baseName).matches(),
              "domain: '" + baseName + "' is not what stands before a domain, such as events")
          .require(
              name.length() <= MAX_NAME,
              "domain: a certificate's name has up to 64 characters: " + name)
          .require(
              hostedZone.isEmpty()
                  || ZONE.matcher(hostedZone.get()).matches()
                  || Token.isUnresolved(hostedZone.get()),
              "domain: '"
                  + hostedZone.orElse("")
                  + "' is not the id of a hosted zone, such as Z0ABC")
          .throwIfAny();
    }

    public String name() {
      return baseName + "." + dnsName;
    }
  }
}
