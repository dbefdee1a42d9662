package io.pharos.infra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.pharos.core.definition.DefinitionReader;
import io.pharos.core.deployment.StackNames;
import io.pharos.infra.TemplateTree;
import io.pharos.infra.pipeline.ResolvedTemplate.Statement;
import io.pharos.infra.stack.KeptTemplates;
import io.pharos.infra.stack.PackagedCode;
import io.pharos.infra.warehouse.HttpOptions;
import io.pharos.infra.warehouse.HttpOptions.Domain;
import io.pharos.infra.warehouse.HttpOptions.TrafficAccess;
import io.pharos.infra.warehouse.WarehouseOptions;
import io.pharos.infra.warehouse.WarehouseOptions.TraceCollector;
import io.pharos.infra.warehouse.WarehouseProps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The pipeline deploys whatever the stack is made of, and lets its roles do what they need. */
class WarehouseFitsItsPipelineTest {
  private static final TemplateTree WAREHOUSE =
      warehouse(WarehouseOptions.DEFAULTS, StackNames.of("pharos-main"));

  /** Warehouses, and what their pipelines are told of them. */
  static Stream<Arguments> warehouses() {
    return Stream.of(
        arguments(WAREHOUSE, Map.of()),
        arguments(
            warehouse(WarehouseOptions.DEFAULTS.forDevelopment(), StackNames.of("pharos-main")),
            Map.of()),
        arguments(
            warehouse(WarehouseOptions.DEFAULTS, new StackNames("pharos-main", "events_")),
            Map.of("DatabasePattern", "events_*")));
  }

  @ParameterizedTest
  @MethodSource("warehouses")
  void theBoundaryAllowsWhatTheRolesOfTheWarehouseAllow(
      TemplateTree warehouse, Map<String, String> parameters) {
    List<Statement> boundary = ResolvedTemplate.with(parameters).boundary();

    List<Grant> grants = Grant.of(warehouse);

    assertThat(grants.stream().map(Grant::action).distinct()).hasSizeGreaterThan(40);
    assertThat(grants)
        .allSatisfy(grant ->
            assertThat(boundary)
                .as("%s", grant)
                .anyMatch(each -> each.covers(grant.action(), grant.resource())));
  }

  @Test
  void whoDeploysKnowsEveryTypeOfResource() throws IOException {
    List<String> known =
        Files.readAllLines(Path.of("src/test/resources/pipeline/resource-types.txt")).stream()
            .map(line -> line.split(" ", 2)[0])
            .toList();

    assertThat(known)
        .containsAll(
            WAREHOUSE
                .root()
                .path("Resources")
                .valueStream()
                .map(resource -> resource.path("Type").asText())
                .collect(Collectors.toSet()));
  }

  /** With all that is optional. */
  private static TemplateTree warehouse(WarehouseOptions by, StackNames names) {
    HttpOptions http =
        new HttpOptions(
            List.of("https://www.example.com"),
            List.of("a-write-key"),
            new TrafficAccess.Jwt("https://login.example.com", List.of("warehouse")),
            100,
            50,
            Optional.of(new Domain("example.com", "events", Optional.empty())));
    return TemplateTree.of(
        KeptTemplates.template(
            WarehouseProps.of(names, PackagedCode.none())
                .withOptions(
                    new WarehouseOptions(
                        by.dev(),
                        by.deployment(),
                        Optional.of("ops@example.com"),
                        by.logRetention(),
                        by.streamRetention(),
                        by.queryScanLimit(),
                        10,
                        Optional.of(
                            new TraceCollector(
                                "arn:aws:lambda:eu-west-1:123456789012:layer:adot:1")),
                        http)),
            DefinitionReader.read(Path.of("../tables"), Path.of("../curations"))));
  }
}
