package io.pharos.infra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.core.definition.DefinitionReader;
import io.pharos.core.deployment.StackNames;
import io.pharos.infra.TemplateTree;
import io.pharos.infra.stack.PackagedCode;
import io.pharos.infra.stack.Synthesis;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pipeline deploys whatever the stack is made of, and lets its roles do what they need. */
class WarehouseFitsItsPipelineTest {
  private static final TemplateTree WAREHOUSE = warehouse();

  /** What a policy may hold that is no role's of the warehouse: a resource's own. */
  private static final List<String> ROLES = List.of("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy");

  @Test
  void theBoundaryAllowsWhatTheRolesOfTheWarehouseAllow() {
    Set<String> bounded =
        texts(
                Yaml.read(ResolvedTemplate.FILE)
                    .at("/Resources/Boundary/Properties/PolicyDocument/Statement/0/Action"))
            .collect(Collectors.toSet());

    Set<String> allowed = new TreeSet<>();
    ROLES.stream()
        .flatMap(type -> WAREHOUSE.all(type).values().stream())
        .flatMap(policy -> policy.at("/PolicyDocument/Statement").valueStream())
        .flatMap(statement -> texts(statement.path("Action")))
        .forEach(allowed::add);

    assertThat(allowed).hasSizeGreaterThan(40);
    assertThat(bounded).containsAll(allowed);
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

  private static Stream<String> texts(JsonNode oneOrMany) {
    return oneOrMany.isArray()
        ? oneOrMany.valueStream().map(JsonNode::asText)
        : Stream.of(oneOrMany.asText());
  }

  /** With all that is optional. */
  private static TemplateTree warehouse() {
    WarehouseOptions by = WarehouseOptions.DEFAULTS;
    HttpOptions http =
        new HttpOptions(
            List.of("https://www.example.com"),
            List.of("a-write-key"),
            new TrafficAccess.Jwt("https://login.example.com", List.of("warehouse")),
            100,
            50,
            Optional.of(new Domain("example.com", "events", Optional.empty())));
    return TemplateTree.of(
        Synthesis.template(
            WarehouseProps.of(StackNames.of("pharos-main"), PackagedCode.none())
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
