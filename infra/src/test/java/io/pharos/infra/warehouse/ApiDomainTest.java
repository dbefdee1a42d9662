package io.pharos.infra.warehouse;

import static io.pharos.infra.TemplateTree.ref;
import static io.pharos.infra.TemplateTree.texts;
import static io.pharos.infra.warehouse.HttpVariant.ALL;
import static io.pharos.infra.warehouse.HttpVariant.DEFAULT;
import static io.pharos.infra.warehouse.HttpVariant.DOMAIN;
import static io.pharos.infra.warehouse.HttpVariant.DOMAIN_IN_A_ZONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ApiDomainTest {
  @Test
  void withoutADomainThereIsNothingOfOne() {
    assertThat(DEFAULT.template().toString())
        .doesNotContain("AWS::Route53", "AWS::CertificateManager", "AWS::ApiGatewayV2::DomainName")
        .doesNotContain("AWS::ApiGatewayV2::ApiMapping");
  }

  @Test
  void theDomainsCertificateIsProvenByItsZone() {
    assertThat(DOMAIN.template().only("AWS::Route53::HostedZone").path("Name").asText())
        .isEqualTo("example.com.");
    JsonNode certificate = DOMAIN.template().only("AWS::CertificateManager::Certificate");
    assertThat(certificate.path("DomainName").asText()).isEqualTo("events.example.com");
    assertThat(certificate.path("ValidationMethod").asText()).isEqualTo("DNS");
    JsonNode proof = certificate.at("/DomainValidationOptions/0");
    assertThat(proof.path("DomainName").asText()).isEqualTo("events.example.com");
    assertThat(ref(proof.path("HostedZoneId")))
        .isEqualTo(DOMAIN.template().idOf("AWS::Route53::HostedZone"));
  }

  @Test
  void aZoneThatIsMadeOutlivesTheStack() {
    JsonNode zone = DOMAIN.template().resource(DOMAIN.template().idOf("AWS::Route53::HostedZone"));

    assertThat(zone.path("DeletionPolicy").asText()).isEqualTo("Retain");
    assertThat(zone.path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
  }

  @Test
  void aZoneThatIsGivenIsUsedAndNoneMade() {
    assertThat(DOMAIN_IN_A_ZONE.template().all("AWS::Route53::HostedZone").values()).isEmpty();
    assertThat(
            DOMAIN_IN_A_ZONE
                .template()
                .only("AWS::CertificateManager::Certificate")
                .at("/DomainValidationOptions/0/HostedZoneId")
                .asText())
        .isEqualTo("Z0123456789ABC");
    assertThat(DOMAIN_IN_A_ZONE.template().all("AWS::Route53::RecordSet").values())
        .hasSize(2)
        .allSatisfy(
            record -> assertThat(record.path("HostedZoneId").asText()).isEqualTo("Z0123456789ABC"));
  }

  @Test
  void theDomainTakesTls12AndLeadsToTheRootOfTheApi() {
    JsonNode domain = DOMAIN.template().only("AWS::ApiGatewayV2::DomainName");

    assertThat(domain.path("DomainName").asText()).isEqualTo("events.example.com");
    JsonNode configuration = domain.at("/DomainNameConfigurations/0");
    assertThat(configuration.path("SecurityPolicy").asText()).isEqualTo("TLS_1_2");
    assertThat(configuration.path("EndpointType").asText()).isEqualTo("REGIONAL");
    assertThat(configuration.path("IpAddressType").asText()).isEqualTo("dualstack");
    assertThat(ref(configuration.path("CertificateArn")))
        .isEqualTo(DOMAIN.template().idOf("AWS::CertificateManager::Certificate"));
    JsonNode mapping = DOMAIN.template().only("AWS::ApiGatewayV2::ApiMapping");
    assertThat(ref(mapping.path("ApiId")))
        .isEqualTo(DOMAIN.template().idOf("AWS::ApiGatewayV2::Api"));
    assertThat(ref(mapping.path("Stage")))
        .isEqualTo(DOMAIN.template().idOf("AWS::ApiGatewayV2::Stage"));
    assertThat(ref(mapping.path("DomainName")))
        .isEqualTo(DOMAIN.template().idOf("AWS::ApiGatewayV2::DomainName"));
    assertThat(mapping.has("ApiMappingKey")).isFalse();
  }

  @Test
  void recordsOfBothVersionsOfIpLeadToTheDomain() {
    Map<String, JsonNode> records = new TreeMap<>();
    DOMAIN
        .template()
        .all("AWS::Route53::RecordSet")
        .values()
        .forEach(record -> records.put(record.path("Type").asText(), record));

    assertThat(records).containsOnlyKeys("A", "AAAA");
    String domain = DOMAIN.template().idOf("AWS::ApiGatewayV2::DomainName");
    assertThat(records.values())
        .allSatisfy(record -> {
          assertThat(record.path("Name").asText()).isEqualTo("events.example.com.");
          assertThat(texts(record.at("/AliasTarget/DNSName/Fn::GetAtt")))
              .containsExactly(domain, "RegionalDomainName");
          assertThat(texts(record.at("/AliasTarget/HostedZoneId/Fn::GetAtt")))
              .containsExactly(domain, "RegionalHostedZoneId");
        });
  }

  @Test
  void whoSendsToApiGatewaysOwnNameIsNotCutOff() {
    assertThat(ALL.template().only("AWS::ApiGatewayV2::Api").has("DisableExecuteApiEndpoint"))
        .isFalse();
  }
}
