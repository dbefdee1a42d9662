package io.pharos.infra.stack;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The parameters of {@code config/<branch>.json}, below {@code "Parameters"}. */
public enum StackParameter {
  DEV("Dev"),
  DEPLOYMENT_PREFERENCE("DeploymentPreference"),
  DATABASE_PREFIX("DatabasePrefix"),
  EXISTING_DATABASES("ExistingDatabases"),
  NOTIFICATION_EMAIL("NotificationEmail"),
  LOG_RETENTION_DAYS("LogRetentionDays"),
  STREAM_RETENTION_HOURS("StreamRetentionHours"),
  QUERY_SCAN_LIMIT_GB("QueryScanLimitGB"),
  BEACON_CONCURRENCY("BeaconConcurrency"),
  TRACING_LAYER_ARN("TracingLayerArn"),
  CORS_ORIGINS("CorsOrigins"),
  WRITE_KEYS("WriteKeys"),
  TRAFFIC_ACCESS("TrafficAccess"),
  JWT_ISSUER("JwtIssuer"),
  JWT_AUDIENCE("JwtAudience"),
  REQUESTS_PER_SECOND("RequestsPerSecond"),
  REQUEST_BURST("RequestBurst"),
  DNS_DOMAIN_NAME("DNSDomainName"),
  BASE_DNS_NAME("BaseDNSName"),
  HOSTED_ZONE_ID("HostedZoneID");

  private final String text;

  StackParameter(String text) {
    this.text = text;
  }

  /** Its spelling in the file. */
  public String text() {
    return text;
  }

  static Optional<StackParameter> of(String text) {
    return Arrays.stream(values()).filter(parameter -> parameter.text.equals(text)).findFirst();
  }

  static List<String> texts() {
    return Arrays.stream(values()).map(StackParameter::text).toList();
  }
}
