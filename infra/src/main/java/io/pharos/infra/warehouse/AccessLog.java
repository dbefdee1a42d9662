package io.pharos.infra.warehouse;

import software.amazon.awscdk.services.apigatewayv2.CfnStage.AccessLogSettingsProperty;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * A line of JSON for each request: what was asked for by its route, and how it ended.
 *
 * <p>No path and no query: a write key may stand there, and what is looked up. No address and no
 * user agent: senders are people's browsers, and nobody here needs to know them. The log of the
 * function has database, table and reason under {@code functionRequestId}.
 */
final class AccessLog {
  /** {@code error} tells what the API itself refused, such as by throttling, from the function. */
  private static final String LINE =
      """
      {"requestId":"$context.requestId",\
      "routeKey":"$context.routeKey",\
      "status":"$context.status",\
      "error":"$context.error.message",\
      "responseLatency":"$context.responseLatency",\
      "integrationStatus":"$context.integrationStatus",\
      "integrationLatency":"$context.integrationLatency",\
      "integrationError":"$context.integrationErrorMessage",\
      "functionRequestId":"$context.integration.requestId"}\
      """;

  private AccessLog() {}

  static AccessLogSettingsProperty of(Construct scope, WarehouseProps props) {
    LogGroup log = Logs.group(scope, "AccessLog", name(props), props.options());
    return AccessLogSettingsProperty.builder()
        .destinationArn(log.getLogGroupArn())
        .format(LINE)
        .build();
  }

  /**
   * Services that write by themselves do so into {@code /aws/vendedlogs/} without an entry for each
   * log in a policy of the account, which holds few.
   */
  private static String name(WarehouseProps props) {
    return "/aws/vendedlogs/apigateway/" + props.names().stack();
  }
}
