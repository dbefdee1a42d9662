package io.pharos.infra.warehouse;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/** ARNs of named resources, whether they exist or not. */
final class Arns {
  private final Stack stack;

  Arns(Construct scope) {
    stack = Stack.of(scope);
  }

  String stream(String name) {
    return arn("kinesis", "stream", name);
  }

  String delivery(String name) {
    return arn("firehose", "deliverystream", name);
  }

  String workgroup(String name) {
    return arn("athena", "workgroup", name);
  }

  String dynamoTable(String name) {
    return arn("dynamodb", "table", name);
  }

  String glueDatabase(String database) {
    return arn("glue", "database", database);
  }

  String glueTable(String database, String table) {
    return arn("glue", "table", database + "/" + table);
  }

  String glueCatalog() {
    return stack.formatArn(
        ArnComponents.builder()
            .service("glue")
            .resource("catalog")
            .arnFormat(ArnFormat.NO_RESOURCE_NAME)
            .build());
  }

  /** A table with its database and catalog, which Glue checks too. */
  List<String> gluePath(String database, String... tables) {
    return Stream.concat(
            Stream.of(glueCatalog(), glueDatabase(database)),
            Stream.of(tables).map(table -> glueTable(database, table)))
        .toList();
  }

  /** A route of an HTTP API, in any stage; a variable of its path becomes a wildcard. */
  String httpRoute(String api, String method, String path) {
    return arn("execute-api", api, "*/" + method + path.replaceAll("\\{[^}]*}", "*"));
  }

  private String arn(String service, String resource, String name) {
    return stack.formatArn(
        ArnComponents.builder().service(service).resource(resource).resourceName(name).build());
  }
}
