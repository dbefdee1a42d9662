package io.pharos.infra.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.infra.warehouse.HttpOptions.Domain;
import io.pharos.infra.warehouse.HttpOptions.TrafficAccess;
import io.pharos.infra.warehouse.HttpOptions.TrafficAccess.Jwt;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.Aws;

class HttpOptionsTest {
  @Test
  void byDefaultAnybodyMaySendAndLookUpAndNoOtherSitesPageMay() {
    assertThat(HttpOptions.DEFAULTS)
        .isEqualTo(
            new HttpOptions(
                List.of(), List.of(), new TrafficAccess.Open(), 5_000, 2_000, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "https://*",
        "http://localhost:5173",
        "https://shop.example",
        "https://a.b-c.shop.example:8443"
      })
  void originsAreWhatBrowsersSendOrWildcards(String origin) {
    assertThat(cors(origin).corsOrigins()).containsExactly(origin);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "shop.example",
        "https://shop.example/",
        "https://shop.example/page",
        "https://Shop.example",
        "https://*.shop.example",
        "ftp://shop.example",
        "https://shop.example,https://other.example",
        "null"
      })
  void otherOriginsAreRefusedByName(String origin) {
    assertThatThrownBy(() -> cors(origin))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CORS: '" + origin + "' is not an origin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret", "a b", "{{resolve:secretsmanager:pharos:SecretString:key}}"})
  void aWriteKeyIsATextOrAReferenceToOne(String key) {
    assertThat(keys(key).writeKeys()).containsExactly(key);
  }

  @ParameterizedTest
  @CsvSource({
    "'', one is empty",
    "' ', one is empty",
    "' secret', a blank at one of its ends",
    "'secret,other', a comma",
    "'{{resolve:ssm:/the/key}}', use {{resolve:secretsmanager:..}}",
    "'{{resolve:ssm-secure:key}}', use {{resolve:secretsmanager:..}}"
  })
  void otherWriteKeysAreRefusedAndNotTold(String key, String why) {
    assertThatThrownBy(() -> keys(key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why)
        .message()
        .doesNotContain("other", "ssm-secure:key", "/the/key", " secret ");
    assertThatThrownBy(() -> keys("secret\nother")).hasMessageContaining("of several lines");
  }

  @Test
  void allProblemsAreToldAtOnce() {
    assertThatThrownBy(() ->
            new HttpOptions(
                List.of("shop.example", "other.example"),
                List.of("a,b"),
                new TrafficAccess.Open(),
                0,
                -1,
                Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            """
            CORS: 'shop.example' is not an origin, such as https://shop.example, nor *
            CORS: 'other.example' is not an origin, such as https://shop.example, nor *
            write keys: one has a comma, which stands between two keys
            rate: 0 requests a second; it must be 1 or more
            burst: -1 requests at once; it must be 1 or more\
            """);
  }

  @Test
  void whatIsGivenIsNotChangedFromOutside() {
    HttpOptions options = cors("*");

    assertThatThrownBy(() -> options.corsOrigins().add("https://shop.example"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://login.example",
        "https://login.example/",
        "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Ab12"
      })
  void anIssuerIsAnHttpsAddress(String issuer) {
    assertThatCode(() -> new Jwt(issuer, List.of("dashboards"))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "login.example",
        "http://login.example",
        "https://",
        "https://login.example?x"
      })
  void anotherIssuerIsRefusedTogetherWithNoAudience(String issuer) {
    assertThatThrownBy(() -> new Jwt(issuer, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "JWT: the issuer '"
                + issuer
                + "' is not an https address without a query\nJWT: no audience; name one or more");
  }

  @Test
  void anEmptyAudienceIsRefused() {
    assertThatThrownBy(() -> new Jwt("https://login.example", List.of("dashboards", " ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("JWT: an audience must not be empty");
  }

  @Test
  void aDomainIsItsTwoParts() {
    assertThat(new Domain("example.com", "events.eu", Optional.of("Z0ABC")).name())
        .isEqualTo("events.eu.example.com");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          example      | events            | Z0ABC             | 'example' is not a domain
          Example.com  | events            | Z0ABC             | 'Example.com' is not a domain
          example.com. | events            | Z0ABC             | 'example.com.' is not a domain
          ""           | events            | Z0ABC             | '' is not a domain
          example.com  | ""                | Z0ABC             | '' is not what stands before
          example.com  | *                 | Z0ABC             | '*' is not what stands before
          example.com  | events.           | Z0ABC             | 'events.' is not what stands
          example.com  | events            | /hostedzone/Z0ABC | '/hostedzone/Z0ABC' is not the id
          example.com  | events            | ""                | '' is not the id of a hosted zone
          example.com  | a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u.v.w.x.y.z.a | Z0ABC | up to 64
          """)
  void otherDomainsAreRefused(String dns, String base, String zone, String why) {
    assertThatThrownBy(() -> new Domain(dns, base, Optional.of(zone)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void whatCloudFormationFillsInLaterIsTaken() {
    String later = Aws.STACK_NAME;

    assertThat(new Jwt(later, List.of("dashboards")).issuer()).isEqualTo(later);
    assertThat(new Domain("example.com", "events", Optional.of(later)).hostedZone())
        .contains(later);
    assertThat(cors(later).corsOrigins()).containsExactly(later);
  }

  private static HttpOptions cors(String origin) {
    return new HttpOptions(
        List.of(origin), List.of(), new TrafficAccess.Open(), 1, 1, Optional.empty());
  }

  private static HttpOptions keys(String key) {
    return new HttpOptions(
        List.of(), List.of(key), new TrafficAccess.Open(), 1, 1, Optional.empty());
  }
}
