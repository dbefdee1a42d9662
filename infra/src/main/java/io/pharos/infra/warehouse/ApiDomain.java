package io.pharos.infra.warehouse;

import io.pharos.infra.warehouse.HttpOptions.Domain;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.apigatewayv2.CfnApi;
import software.amazon.awscdk.services.apigatewayv2.CfnApiMapping;
import software.amazon.awscdk.services.apigatewayv2.CfnDomainName;
import software.amazon.awscdk.services.apigatewayv2.CfnDomainName.DomainNameConfigurationProperty;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.certificatemanager.CertificateValidation;
import software.amazon.awscdk.services.route53.ARecord;
import software.amazon.awscdk.services.route53.AaaaRecord;
import software.amazon.awscdk.services.route53.HostedZone;
import software.amazon.awscdk.services.route53.HostedZoneAttributes;
import software.amazon.awscdk.services.route53.IHostedZone;
import software.amazon.awscdk.services.route53.PublicHostedZone;
import software.amazon.awscdk.services.route53.RecordTarget;
import software.amazon.awscdk.services.route53.targets.ApiGatewayv2DomainProperties;
import software.constructs.Construct;

/**
 * The API's own name: its zone, its certificate, and the records that lead to the API.
 *
 * <p>API Gateway's own name stays, so that its senders are not cut off on the day of the new name.
 * Both lead to the same routes, with the same limits and the same keys.
 */
final class ApiDomain extends Construct {
  private final Domain domain;
  private final IHostedZone zone;

  ApiDomain(Construct scope, String id, Domain domain, CfnApi api, CfnStage stage) {
    super(scope, id);
    this.domain = domain;
    zone = domain.hostedZone().map(this::given).orElseGet(this::made);
    CfnDomainName name = name();
    // At the root: the first part of a path is the database.
    CfnApiMapping.Builder.create(this, "Mapping")
        .apiId(api.getRef())
        .domainName(name.getRef())
        .stage(stage.getRef())
        .build();
    records(name);
  }

  private IHostedZone given(String zoneId) {
    return HostedZone.fromHostedZoneAttributes(
        this,
        "Zone",
        HostedZoneAttributes.builder().hostedZoneId(zoneId).zoneName(domain.dnsName()).build());
  }

  /**
   * The zone outlives the stack: a registrar has its name servers, others may have added records,
   * and the certificate's record would prevent its deletion.
   */
  private IHostedZone made() {
    PublicHostedZone made =
        PublicHostedZone.Builder.create(this, "Zone").zoneName(domain.dnsName()).build();
    made.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return made;
  }

  private CfnDomainName name() {
    Certificate certificate =
        Certificate.Builder.create(this, "Certificate")
            .domainName(domain.name())
            .validation(CertificateValidation.fromDns(zone))
            .build();
    return CfnDomainName.Builder.create(this, "Name")
        .domainName(domain.name())
        .domainNameConfigurations(
            List.of(
                DomainNameConfigurationProperty.builder()
                    .certificateArn(certificate.getCertificateArn())
                    .endpointType("REGIONAL")
                    .securityPolicy("TLS_1_2")
                    .ipAddressType("dualstack")
                    .build()))
        .build();
  }

  private void records(CfnDomainName name) {
    RecordTarget target =
        RecordTarget.fromAlias(
            new ApiGatewayv2DomainProperties(
                name.getAttrRegionalDomainName(), name.getAttrRegionalHostedZoneId()));
    ARecord.Builder.create(this, "Ipv4")
        .zone(zone)
        .recordName(domain.name())
        .target(target)
        .build();
    AaaaRecord.Builder.create(this, "Ipv6")
        .zone(zone)
        .recordName(domain.name())
        .target(target)
        .build();
  }

  String url() {
    return "https://" + domain.name();
  }

  Optional<String> nameServers() {
    return domain.hostedZone().isPresent()
        ? Optional.empty()
        : Optional.of(
            Fn.join(",", Objects.requireNonNull(zone.getHostedZoneNameServers(), "made here")));
  }
}
