package io.pharos.infra.warehouse;

import io.pharos.core.deployment.FunctionVariables;
import io.pharos.infra.packaging.LambdaFunction;
import io.pharos.infra.warehouse.HttpOptions.TrafficAccess;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.services.apigatewayv2.CfnApi;
import software.amazon.awscdk.services.apigatewayv2.CfnApi.CorsProperty;
import software.amazon.awscdk.services.apigatewayv2.CfnAuthorizer;
import software.amazon.awscdk.services.apigatewayv2.CfnAuthorizer.JWTConfigurationProperty;
import software.amazon.awscdk.services.apigatewayv2.CfnIntegration;
import software.amazon.awscdk.services.apigatewayv2.CfnRoute;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.CfnStage.RouteSettingsProperty;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.constructs.Construct;

/** The HTTP API before beacon and traffic-api. */
public final class HttpApi extends Construct {
  /** The stage whose name is not in the path. */
  private static final String STAGE = "$default";

  /** API Gateway's longest timeout. Both functions stop before, so that the answer is theirs. */
  private static final int INTEGRATION_MILLIS = 30_000;

  /** How long a browser keeps a CORS answer; Chromium keeps it no longer than 2 h. */
  private static final int CORS_SECONDS = 7_200;

  /**
   * The routes. A variable is a whole segment: {@code name} is a table, a pixel ({@code
   * <table>.gif}), or a served name. All have one name, because API Gateway may refuse different
   * variables at one level.
   */
  private static final List<Route> BEACON =
      List.of(
          new Route("Events", "POST", "/{database}/{name}"),
          new Route("Pixel", "GET", "/{database}/{name}"));

  private static final Route TRAFFIC = new Route("Traffic", "GET", "/{database}/{name}/{key}");

  private final CfnApi api;
  private final Optional<ApiDomain> domain;

  /** A method and a path. */
  private record Route(String id, String method, String path) {
    String key() {
      return method + " " + path;
    }
  }

  /** API Gateway's authorisation of a caller. */
  private record Authorization(String type, Optional<String> authorizer) {
    static final Authorization NONE = new Authorization("NONE", Optional.empty());
  }

  public HttpApi(Construct scope, String id, ServerlessDataWarehouse warehouse) {
    super(scope, id);
    HttpOptions options = warehouse.props().options().http();
    api = api(warehouse.props());
    CfnStage stage = stage(warehouse.props());

    WarehouseFunction beacon = warehouse.function(LambdaFunction.BEACON);
    String events = integration("Beacon", beacon);
    for (Route route : BEACON) {
      route(route, beacon, events, Authorization.NONE);
    }
    if (!options.writeKeys().isEmpty()) {
      beacon.environment(FunctionVariables.WRITE_KEYS, String.join(",", options.writeKeys()));
    }
    WarehouseFunction traffic = warehouse.function(LambdaFunction.TRAFFIC_API);
    String lookUps = integration("TrafficApi", traffic);
    route(TRAFFIC, traffic, lookUps, authorization(options.traffic()));

    domain = options.domain().map(name -> new ApiDomain(this, "Domain", name, api, stage));
    warehouse.isBehind(this);
  }

  private CfnApi api(WarehouseProps props) {
    HttpOptions options = props.options().http();
    CfnApi.Builder builder =
        CfnApi.Builder.create(this, "Api")
            .name(props.names().stack())
            .description("Events into the warehouse " + props.names().stack() + ", and look-ups")
            .protocolType("HTTP")
            .ipAddressType("dualstack");
    if (!options.corsOrigins().isEmpty()) {
      builder.corsConfiguration(cors(options));
    }
    return builder.build();
  }

  private static CorsProperty cors(HttpOptions options) {
    return CorsProperty.builder()
        .allowOrigins(options.corsOrigins())
        .allowMethods(List.of("GET", "POST"))
        .allowHeaders(
            Stream.concat(
                    Stream.of("content-type", "content-encoding", "x-pharos-key"),
                    credentials(options.traffic()).stream())
                .toList())
        .maxAge(CORS_SECONDS)
        .build();
  }

  /** The headers that identify a caller of the look-up. */
  private static List<String> credentials(TrafficAccess access) {
    return switch (access) {
      case TrafficAccess.Open _ -> List.of();
      case TrafficAccess.Iam _ -> List.of("authorization", "x-amz-date", "x-amz-security-token");
      case TrafficAccess.Jwt _ -> List.of("authorization");
    };
  }

  private CfnStage stage(WarehouseProps props) {
    return CfnStage.Builder.create(this, "Stage")
        .apiId(api.getRef())
        .stageName(STAGE)
        .autoDeploy(true)
        .accessLogSettings(AccessLog.of(this, props))
        .defaultRouteSettings(
            RouteSettingsProperty.builder()
                .throttlingRateLimit(props.options().http().rate())
                .throttlingBurstLimit(props.options().http().burst())
                .detailedMetricsEnabled(false) // billed; the log has each request's route
                .build())
        .build();
  }

  private String integration(String id, WarehouseFunction function) {
    return CfnIntegration.Builder.create(this, id)
        .apiId(api.getRef())
        .integrationType("AWS_PROXY")
        .integrationMethod("POST") // Lambda's own, whatever the route's is
        .integrationUri(function.alias().getFunctionArn())
        .payloadFormatVersion("2.0")
        .timeoutInMillis(INTEGRATION_MILLIS)
        .build()
        .getRef();
  }

  private void route(
      Route route, WarehouseFunction function, String integration, Authorization authorization) {
    CfnRoute.Builder builder =
        CfnRoute.Builder.create(this, route.id())
            .apiId(api.getRef())
            .routeKey(route.key())
            .target("integrations/" + integration)
            .authorizationType(authorization.type());
    authorization.authorizer().ifPresent(builder::authorizerId);
    builder.build();
    CfnPermission.Builder.create(this, route.id() + "Permission")
        .action("lambda:InvokeFunction")
        .functionName(function.alias().getFunctionArn())
        .principal("apigateway.amazonaws.com")
        .sourceArn(new Arns(this).httpRoute(api.getRef(), route.method(), route.path()))
        .build();
  }

  private Authorization authorization(TrafficAccess access) {
    return switch (access) {
      case TrafficAccess.Open _ -> Authorization.NONE;
      case TrafficAccess.Iam _ -> new Authorization("AWS_IAM", Optional.empty());
      case TrafficAccess.Jwt jwt -> new Authorization("JWT", Optional.of(authorizer(jwt)));
    };
  }

  private String authorizer(TrafficAccess.Jwt jwt) {
    return CfnAuthorizer.Builder.create(this, "Authorizer")
        .apiId(api.getRef())
        .name("traffic")
        .authorizerType("JWT")
        .identitySource(List.of("$request.header.Authorization"))
        .jwtConfiguration(
            JWTConfigurationProperty.builder()
                .issuer(jwt.issuer())
                .audience(jwt.audience())
                .build())
        .build()
        .getRef();
  }

  /** Its id, the dimension {@code ApiId} of its metrics. */
  public String apiId() {
    return api.getRef();
  }

  /** Its base URL without a slash at the end: its own name, or API Gateway's. */
  public String url() {
    return domain.map(ApiDomain::url).orElseGet(api::getAttrApiEndpoint);
  }

  /** The name servers of a created zone, separated by commas. */
  public Optional<String> nameServers() {
    return domain.flatMap(ApiDomain::nameServers);
  }
}
