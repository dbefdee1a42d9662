package io.pharos.infra.warehouse;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NagReportFormat;
import io.pharos.core.deployment.StackNames;
import io.pharos.infra.TemplateTree;
import io.pharos.infra.packaging.LambdaFunction;
import io.pharos.infra.packaging.Platform;
import io.pharos.infra.warehouse.HttpOptions.Domain;
import io.pharos.infra.warehouse.HttpOptions.TrafficAccess;
import io.pharos.infra.warehouse.HttpOptions.TrafficAccess.Jwt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.BootstraplessSynthesizer;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;

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

  /** What it is made of. */
  TemplateTree template() {
    return made().template;
  }

  /** What cdk-nag's AwsSolutions says of it: a line for each rule and resource. */
  JsonNode findings() {
    return made().findings;
  }

  private Made made() {
    return Made.ALL.computeIfAbsent(this, HttpVariant::make);
  }

  private Made make() {
    App app = new App();
    Stack stack =
        new Stack(
            app, STACK, StackProps.builder().synthesizer(new BootstraplessSynthesizer()).build());
    new HttpApi(stack, "Http", new ServerlessDataWarehouse(stack, "Warehouse", props()));
    Aspects.of(stack)
        .add(
            AwsSolutionsChecks.Builder.create()
                .reports(true)
                .reportFormats(List.of(NagReportFormat.JSON))
                .build());
    Path folder = Path.of(app.synth().getDirectory());
    return new Made(
        read(folder.resolve(STACK + ".template.json")),
        read(folder.resolve("AwsSolutions-%s-NagReport.json".formatted(STACK)))
            .root()
            .path("lines"));
  }

  private static TemplateTree read(Path file) {
    try {
      return TemplateTree.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  /** Made once, since that takes a second. */
  private record Made(TemplateTree template, JsonNode findings) {
    static final Map<HttpVariant, Made> ALL = new EnumMap<>(HttpVariant.class);
  }
}
