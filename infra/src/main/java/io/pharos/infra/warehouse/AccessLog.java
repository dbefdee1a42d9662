package io.pharos.infra.warehouse;

import software.amazon.awscdk.services.apigatewayv2.CfnStage.AccessLogSettingsProperty;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * A line of JSON for each request: its route and its result.
 *
 * <p>It has no path and no query, which may hold a write key or a looked-up key. It has no address
 * and no user agent, because senders are people's browsers, and nobody needs to know them. The log
 * of the function has database, table and reason under {@code functionRequestId}.
 */
final class AccessLog {
  /**
   * The fields; {@code error} separates the API's own refusals, such as throttling, from the
   * function's.
   */
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
   * The prefix of logs that services write themselves. With {@code /aws/vendedlogs/} they need no
   * entry per log in a policy of the account, which has room for few.
   */
  private static String name(WarehouseProps props) {
    return "/aws/vendedlogs/apigateway/" + props.names().stack();
  }
}
