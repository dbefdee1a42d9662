package io.pharos.infra.warehouse;

import io.pharos.core.deployment.StackNames;
import io.pharos.infra.LambdaFunction;
import io.pharos.infra.Platform;
import io.pharos.infra.TemplateTree;
import io.pharos.infra.warehouse.HttpOptions.Domain;
import io.pharos.infra.warehouse.HttpOptions.TrafficAccess;
import io.pharos.infra.warehouse.HttpOptions.TrafficAccess.Jwt;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awscdk.App;
import software.amazon.awscdk.BootstraplessSynthesizer;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Template;

/** A warehouse without tables whose HTTP API has one option, or all. */
enum HttpVariant {
  DEFAULT,
  CORS,
  KEYS,
  IAM,
  JWT,
  DOMAIN,
  DOMAIN_IN_A_ZONE,
  ALL;

  static final String STACK = "pharos-test";

  HttpOptions http() {
    return switch (this) {
      case DEFAULT -> options(List.of(), List.of(), new TrafficAccess.Open(), Optional.empty());
      case CORS ->
          options(
              List.of("https://shop.example", "http://localhost:5173"),
              List.of(),
              new TrafficAccess.Open(),
              Optional.empty());
      case KEYS ->
          options(
              List.of(),
              List.of("{{resolve:secretsmanager:pharos:SecretString:key}}", "second"),
              new TrafficAccess.Open(),
              Optional.empty());
      case IAM -> options(List.of("*"), List.of(), new TrafficAccess.Iam(), Optional.empty());
      case JWT ->
          options(
              List.of("*"),
              List.of(),
              new Jwt("https://login.example/pool", List.of("dashboards", "reports")),
              Optional.empty());
      case DOMAIN -> domain(Optional.empty());
      case DOMAIN_IN_A_ZONE -> domain(Optional.of("Z0123456789ABC"));
      case ALL ->
          options(
              List.of("https://shop.example"),
              List.of("first"),
              new Jwt("https://login.example/", List.of("dashboards")),
              Optional.of(new Domain("example.com", "events", Optional.empty())));
    };
  }

  private static HttpOptions domain(Optional<String> zone) {
    return options(
        List.of(),
        List.of(),
        new TrafficAccess.Open(),
        Optional.of(new Domain("example.com", "events", zone)));
  }

  private static HttpOptions options(
      List<String> origins, List<String> keys, TrafficAccess traffic, Optional<Domain> domain) {
    return new HttpOptions(origins, keys, traffic, 70, 30, domain);
  }

  /** A new one, in an app of its own. */
  Stack stack() {
    Stack stack =
        new Stack(
            new App(),
            STACK,
            StackProps.builder().synthesizer(new BootstraplessSynthesizer()).build());
    new HttpApi(stack, "Http", new ServerlessDataWarehouse(stack, "Warehouse", props()));
    return stack;
  }

  /** What it is made of; made once. */
  TemplateTree template() {
    return Made.TEMPLATES.computeIfAbsent(
        this, variant -> TemplateTree.of(Template.fromStack(variant.stack()).toJSON()));
  }

  private WarehouseProps props() {
    FunctionCode code =
        new FunctionCode(
            "artifacts",
            Platform.ARM64,
            Arrays.stream(LambdaFunction.values())
                .collect(Collectors.toMap(Function.identity(), _ -> "0".repeat(64))));
    return WarehouseProps.of(StackNames.of(STACK), code)
        .withOptions(WarehouseOptions.DEFAULTS.withHttp(http()));
  }

  private static final class Made {
    static final Map<HttpVariant, TemplateTree> TEMPLATES = new EnumMap<>(HttpVariant.class);
  }
}
