package io.pharos.infra.warehouse;

import static io.pharos.infra.TemplateTree.joined;
import static io.pharos.infra.TemplateTree.json;
import static io.pharos.infra.TemplateTree.ref;
import static io.pharos.infra.TemplateTree.texts;
import static io.pharos.infra.warehouse.HttpVariant.CORS;
import static io.pharos.infra.warehouse.HttpVariant.DEFAULT;
import static io.pharos.infra.warehouse.HttpVariant.JWT;
import static io.pharos.infra.warehouse.HttpVariant.KEYS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.infra.CfnLint;
import io.pharos.infra.TemplateTree;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HttpApiTest {
  private static final String EVENTS = "POST /{database}/{name}";
  private static final String PIXEL = "GET /{database}/{name}";
  private static final String TRAFFIC = "GET /{database}/{name}/{key}";

  @ParameterizedTest
  @EnumSource
  void hasTheRoutesOfBothFunctionsAndNoOther(HttpVariant variant) {
    Map<String, String> aliases = new TreeMap<>();
    routes(variant).keySet().forEach(key -> aliases.put(key, alias(variant, key)));

    assertThat(aliases).containsOnlyKeys(EVENTS, PIXEL, TRAFFIC);
    assertThat(aliases.get(EVENTS)).startsWith("WarehouseBeaconLive");
    assertThat(aliases.get(PIXEL)).isEqualTo(aliases.get(EVENTS));
    assertThat(aliases.get(TRAFFIC)).startsWith("WarehouseTrafficApiLive");
    assertThat(aliases.values())
        .allSatisfy(alias ->
            assertThat(variant.template().resource(alias).path("Type").asText())
                .isEqualTo("AWS::Lambda::Alias"));
  }

  @Test
  void isAnHttpApiForBothVersionsOfIp() {
    assertThat(DEFAULT.template().only("AWS::ApiGatewayV2::Api"))
        .isEqualTo(
            json(
                """
                {"Name": "pharos-test", "ProtocolType": "HTTP", "IpAddressType": "dualstack",
                 "Description": "Events into the warehouse pharos-test, and look-ups"}
                """));
  }

  @Test
  void functionsGetPayload2AndAnswerBeforeTheApiGivesUp() {
    Collection<JsonNode> integrations =
        DEFAULT.template().all("AWS::ApiGatewayV2::Integration").values();

    assertThat(integrations).hasSize(2);
    assertThat(integrations)
        .allSatisfy(integration -> {
          assertThat(integration.path("IntegrationType").asText()).isEqualTo("AWS_PROXY");
          assertThat(integration.path("IntegrationMethod").asText()).isEqualTo("POST");
          assertThat(integration.path("PayloadFormatVersion").asText()).isEqualTo("2.0");
          JsonNode alias = DEFAULT.template().resource(ref(integration.path("IntegrationUri")));
          JsonNode function =
              DEFAULT.template().resource(ref(alias.at("/Properties/FunctionName")));
          assertThat(integration.path("TimeoutInMillis").asInt())
              .isGreaterThan(1_000 * function.at("/Properties/Timeout").asInt())
              .isLessThanOrEqualTo(30_000);
        });
  }

  @Test
  void theApiMayCallEachFunctionForItsRoutesOnly() {
    Map<String, String> permitted = new TreeMap<>();
    for (JsonNode permission : DEFAULT.template().all("AWS::Lambda::Permission").values()) {
      if (permission.path("Principal").asText().equals("apigateway.amazonaws.com")) {
        assertThat(permission.path("Action").asText()).isEqualTo("lambda:InvokeFunction");
        permitted.put(joined(permission.path("SourceArn")), ref(permission.path("FunctionName")));
      }
    }

    String api =
        "arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<%s>"
            .formatted(DEFAULT.template().idOf("AWS::ApiGatewayV2::Api"));
    assertThat(permitted)
        .isEqualTo(
            Map.of(
                api + "/*/POST/*/*", alias(DEFAULT, EVENTS),
                api + "/*/GET/*/*", alias(DEFAULT, PIXEL),
                api + "/*/GET/*/*/*", alias(DEFAULT, TRAFFIC)));
  }

  @Test
  void changesAreDeployedAtOnceAndRequestsThrottled() {
    JsonNode stage = DEFAULT.template().only("AWS::ApiGatewayV2::Stage");

    assertThat(stage.path("StageName").asText()).isEqualTo("$default");
    assertThat(stage.path("AutoDeploy").asBoolean()).isTrue();
    assertThat(stage.path("DefaultRouteSettings"))
        .isEqualTo(
            json(
                """
                {"ThrottlingRateLimit": 70, "ThrottlingBurstLimit": 30,
                 "DetailedMetricsEnabled": false}
                """));
  }

  @Test
  void theAccessLogGoesIntoALogThatIsKeptAsLongAsTheOthers() {
    JsonNode stage = DEFAULT.template().only("AWS::ApiGatewayV2::Stage");

    JsonNode arn = stage.at("/AccessLogSettings/DestinationArn/Fn::GetAtt");
    assertThat(DEFAULT.template().resource(arn.path(0).asText()).path("Properties"))
        .isEqualTo(
            json(
                """
                {"LogGroupName": "/aws/vendedlogs/apigateway/pharos-test", "RetentionInDays": 30}
                """));
  }

  /** A write key may stand in the query and in no other part; addresses are people's. */
  @Test
  void aLineOfTheAccessLogIsJsonAndHasNothingThatASenderSaid() {
    JsonNode line =
        json(
            DEFAULT
                .template()
                .only("AWS::ApiGatewayV2::Stage")
                .at("/AccessLogSettings/Format")
                .asText());

    assertThat(line)
        .isEqualTo(
            json(
                """
                {"requestId": "$context.requestId",
                 "routeKey": "$context.routeKey",
                 "status": "$context.status",
                 "error": "$context.error.message",
                 "responseLatency": "$context.responseLatency",
                 "integrationStatus": "$context.integrationStatus",
                 "integrationLatency": "$context.integrationLatency",
                 "integrationError": "$context.integrationErrorMessage",
                 "functionRequestId": "$context.integration.requestId"}
                """));
  }

  @Test
  void noPageOfAnotherSiteMaySendByDefault() {
    assertThat(DEFAULT.template().only("AWS::ApiGatewayV2::Api").has("CorsConfiguration"))
        .isFalse();
  }

  @Test
  void pagesOfTheGivenOriginsMaySend() {
    assertThat(CORS.template().only("AWS::ApiGatewayV2::Api").path("CorsConfiguration"))
        .isEqualTo(
            json(
                """
                {"AllowOrigins": ["https://shop.example", "http://localhost:5173"],
                 "AllowMethods": ["GET", "POST"],
                 "AllowHeaders": ["content-type", "content-encoding", "x-pharos-key"],
                 "MaxAge": 7200}
                """));
  }

  @ParameterizedTest
  @CsvSource({"IAM, 'authorization,x-amz-date,x-amz-security-token'", "JWT, authorization"})
  void pagesMaySayWhoLooksUp(HttpVariant variant, String headers) {
    JsonNode allowed =
        variant.template().only("AWS::ApiGatewayV2::Api").at("/CorsConfiguration/AllowHeaders");

    assertThat(texts(allowed))
        .startsWith("content-type", "content-encoding", "x-pharos-key")
        .endsWith(headers.split(","))
        .hasSize(3 + headers.split(",").length);
  }

  @ParameterizedTest
  @EnumSource
  void eventsNeedNoAuthorizationOfTheApi(HttpVariant variant) {
    for (String events : List.of(EVENTS, PIXEL)) {
      JsonNode route = route(variant, events);
      assertThat(route.path("AuthorizationType").asText()).isEqualTo("NONE");
      assertThat(route.has("AuthorizerId")).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"DEFAULT, NONE", "IAM, AWS_IAM", "JWT, JWT"})
  void lookUpsAreOpenOrForThoseWhoSignOrHaveAToken(HttpVariant variant, String type) {
    JsonNode route = route(variant, TRAFFIC);

    assertThat(route.path("AuthorizationType").asText()).isEqualTo(type);
    assertThat(route.has("AuthorizerId")).isEqualTo(variant == JWT);
    assertThat(variant.template().all("AWS::ApiGatewayV2::Authorizer").values())
        .hasSize(variant == JWT ? 1 : 0);
  }

  @Test
  void aTokenIsOfTheIssuerForTheAudience() {
    String authorizer = ref(route(JWT, TRAFFIC).path("AuthorizerId"));

    JsonNode properties = JWT.template().resource(authorizer).path("Properties");
    assertThat(properties.path("AuthorizerType").asText()).isEqualTo("JWT");
    assertThat(texts(properties.path("IdentitySource")))
        .containsExactly("$request.header.Authorization");
    assertThat(properties.path("JwtConfiguration"))
        .isEqualTo(
            json(
                """
                {"Issuer": "https://login.example/pool", "Audience": ["dashboards", "reports"]}
                """));
  }

  @Test
  void writeKeysAreTheBeaconsOnlyAndReferencesStayThat() {
    Map<String, String> keys = new TreeMap<>();
    for (JsonNode function : KEYS.template().all("AWS::Lambda::Function").values()) {
      JsonNode variables = function.at("/Environment/Variables");
      if (variables.has("PHAROS_WRITE_KEYS")) {
        keys.put(
            function.path("FunctionName").asText(), variables.path("PHAROS_WRITE_KEYS").asText());
      }
    }

    assertThat(keys)
        .isEqualTo(
            Map.of(
                "pharos-test-beacon", "{{resolve:secretsmanager:pharos:SecretString:key}},second"));
  }

  @Test
  void withoutWriteKeysNothingIsSaidOfThem() {
    assertThat(DEFAULT.template().toString()).doesNotContain("PHAROS_WRITE_KEYS");
  }

  @Test
  void everyVariantIsCleanToCfnLint(@TempDir Path folder) throws Exception {
    Map<String, TemplateTree> templates = new TreeMap<>();
    for (HttpVariant variant : HttpVariant.values()) {
      templates.put(variant.name(), variant.template());
    }

    CfnLint.assertClean(templates, folder);
  }

  private static Map<String, JsonNode> routes(HttpVariant variant) {
    Map<String, JsonNode> routes = new TreeMap<>();
    variant
        .template()
        .all("AWS::ApiGatewayV2::Route")
        .values()
        .forEach(route -> routes.put(route.path("RouteKey").asText(), route));
    return routes;
  }

  private static JsonNode route(HttpVariant variant, String key) {
    return Objects.requireNonNull(routes(variant).get(key), key);
  }

  /** What a route's integration calls. */
  private static String alias(HttpVariant variant, String key) {
    String target = joined(route(variant, key).path("Target"));
    assertThat(target).matches("integrations/<.*>");
    String integration = target.substring("integrations/<".length(), target.length() - 1);
    return ref(variant.template().resource(integration).at("/Properties/IntegrationUri"));
  }
}
