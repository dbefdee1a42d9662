package io.pharos.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.core.definition.DefinitionReader;
import io.pharos.core.deployment.StackNames;
import io.pharos.infra.TemplateTree;
import io.pharos.infra.warehouse.HttpOptions;
import io.pharos.infra.warehouse.HttpOptions.Domain;
import io.pharos.infra.warehouse.HttpOptions.TrafficAccess;
import io.pharos.infra.warehouse.WarehouseOptions;
import io.pharos.infra.warehouse.WarehouseProps;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where senders and readers find the warehouse. */
class HttpOutputsTest {
  @Test
  void urlsAreApiGatewaysWithoutASlashAtTheEnd() {
    TemplateTree template = template(Optional.empty());

    String api = template.idOf("AWS::ApiGatewayV2::Api");
    for (String url : List.of("BeaconUrl", "TrafficUrl")) {
      assertThat(TemplateTree.texts(output(template, url).path("Fn::GetAtt")))
          .containsExactly(api, "ApiEndpoint");
    }
    assertThat(TemplateTree.ref(output(template, "ApiId"))).isEqualTo(api);
    assertThat(template.root().path("Outputs").has("NameServers")).isFalse();
  }

  @Test
  void urlsAreTheDomainsWhereThereIsOne() {
    TemplateTree template =
        template(Optional.of(new Domain("example.com", "events", Optional.of("Z0123456789ABC"))));

    for (String url : List.of("BeaconUrl", "TrafficUrl")) {
      assertThat(output(template, url).asText()).isEqualTo("https://events.example.com");
    }
    assertThat(template.root().path("Outputs").has("NameServers")).isFalse();
  }

  @Test
  void whoAnswersForAZoneThatIsMadeIsTold() {
    Domain made = new Domain("example.com", "events", Optional.empty());
    TemplateTree template = template(Optional.of(made));

    JsonNode servers = output(template, "NameServers").path("Fn::Join");
    assertThat(servers.path(0).asText()).isEqualTo(",");
    assertThat(TemplateTree.texts(servers.at("/1/Fn::GetAtt")))
        .containsExactly(template.idOf("AWS::Route53::HostedZone"), "NameServers");
  }

  private static JsonNode output(TemplateTree template, String name) {
    return template.root().path("Outputs").path(name).path("Value");
  }

  private static TemplateTree template(Optional<Domain> domain) {
    HttpOptions http =
        new HttpOptions(List.of(), List.of(), new TrafficAccess.Open(), 100, 50, domain);
    return TemplateTree.of(
        KeptTemplates.template(
            WarehouseProps.of(StackNames.of("pharos-test"), PackagedCode.none())
                .withOptions(WarehouseOptions.DEFAULTS.withHttp(http)),
            DefinitionReader.read(Path.of("../tables"), Path.of("../curations"))));
  }
}
