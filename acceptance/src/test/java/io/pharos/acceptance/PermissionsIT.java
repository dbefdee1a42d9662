package io.pharos.acceptance;

import static io.pharos.acceptance.StackTemplate.arn;
import static io.pharos.acceptance.Synthesised.DEFINITIONS;
import static io.pharos.acceptance.Synthesised.NAMES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.acceptance.Bytecode.Need;
import io.pharos.acceptance.StackTemplate.Permission;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.definition.TableName;
import java.util.Map.Entry;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What functions need, by their bytecode, against what their roles hold, by the template. */
class PermissionsIT {
  /**
   * Actions that know no resource, by the Service Authorization Reference of CloudWatch, X-Ray and
   * CloudWatch Logs; those of Logs are what Step Functions needs to write its log.
   */
  private static final Set<String> WITHOUT_RESOURCE =
      Set.of(
          "cloudwatch:PutMetricData",
          "xray:GetSamplingRules",
          "xray:GetSamplingTargets",
          "xray:PutTelemetryRecords",
          "xray:PutTraceSegments",
          "logs:CreateLogDelivery",
          "logs:DeleteLogDelivery",
          "logs:DescribeLogGroups",
          "logs:DescribeResourcePolicies",
          "logs:GetLogDelivery",
          "logs:ListLogDeliveries",
          "logs:PutResourcePolicy",
          "logs:UpdateLogDelivery");

  @ParameterizedTest
  @MethodSource("io.pharos.acceptance.Synthesised#functionsOfAll")
  void aRoleHoldsWhatItsFunctionComesToAndNothingElse(String function, Synthesised variant) {
    NavigableSet<Permission> needed = new TreeSet<>();
    Bytecode.of(function).needs().stream()
        .flatMap(need -> permissions(need, function, variant.template()))
        .forEach(needed::add);
    ofTheService(function, variant.template()).forEach(needed::add);

    assertThat(variant.template().permissions(function)).containsExactlyElementsOf(needed);
  }

  @ParameterizedTest
  @MethodSource("io.pharos.acceptance.Deployment#functions")
  void onlyAdaptersCallAService(String function) {
    assertThat(Bytecode.of(function).callsBesideTheAdapters()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void onlyWhatKnowsNoResourceIsAllowedOnAll(Synthesised variant) {
    assertThat(variant.template().permissions())
        .filteredOn(permission -> permission.resource().equals("*"))
        .extracting(Permission::action)
        .isSubsetOf(WITHOUT_RESOURCE);
    assertThat(variant.template().permissions())
        .extracting(Permission::action)
        .noneMatch(action -> action.contains("*"));
  }

  @Test
  void theAdaptersOfAFunctionAreThoseThatItWires() {
    assertThat(adapters("beacon")).containsExactly("FirehoseQuarantine", "KinesisEventStream");
    assertThat(adapters("traffic-api")).containsExactly("DynamoDbServingTable");
    assertThat(adapters("realtime-metrics")).containsExactly("CloudWatchMetricSink");
    assertThat(adapters("preprocessor")).containsExactly("FirehoseQuarantine");
    assertThat(adapters("partitioner"))
        .containsExactly("GlueCatalog", "PartitionIndexes", "S3ObjectStore");
    assertThat(adapters("curation"))
        .containsExactly(
            "AthenaQueryEngine",
            "AthenaResult",
            "DynamoDbRunHistory",
            "DynamoDbRunLease",
            "DynamoDbServingTable",
            "GlueCatalog",
            "S3ObjectStore",
            "SnsNotifier",
            "WorkTables");
  }

  private static Stream<String> adapters(String function) {
    return Bytecode.of(function).needs().stream().map(Need::adapter).distinct();
  }

  /** The resources that an adapter's calls are for, in a function. */
  private static Stream<Permission> permissions(
      Need need, String function, StackTemplate template) {
    return switch (need.adapter()) {
      case "KinesisEventStream" ->
          streaming().map(table -> Permission.of(need.action(), stream(table)));
      case "FirehoseQuarantine" ->
          need.action().startsWith("firehose:")
              ? streaming()
                  .map(table ->
                      Permission.of(
                          need.action(),
                          arn("firehose", "deliverystream/" + NAMES.quarantine(table))))
              : Stream.of(Permission.of(need.action(), data(template) + "/quarantine/*"));
      case "DynamoDbServingTable" ->
          Stream.of(Permission.of(need.action(), arn("dynamodb", "table/" + NAMES.servingTable())));
      case "DynamoDbRunHistory", "DynamoDbRunLease" ->
          Stream.of(Permission.of(need.action(), arn("dynamodb", "table/" + NAMES.historyTable())));
      case "GlueCatalog" ->
          (function.equals("partitioner") ? streaming() : outputs())
              .flatMap(table -> glue(need, table));
      case "PartitionIndexes" ->
          tables(table -> table.partitionKey().isPresent()).flatMap(table -> glue(need, table));
      case "WorkTables" -> outputs().flatMap(table -> workTables(need, table));
      case "S3ObjectStore" ->
          need.action().equals("s3:ListBucket")
              ? Stream.of(listing(template))
              : outputs().map(table -> Permission.of(need.action(), folder(template, table)));
      case "SnsNotifier" ->
          Stream.of("PHAROS_FAILURE_TOPIC", "PHAROS_SUCCESS_TOPIC")
              .map(topic -> Permission.of(need.action(), template.told("curation", topic)));
      case "CloudWatchMetricSink" ->
          streaming()
              .map(table ->
                  new Permission(
                      need.action(),
                      "*",
                      "{\"StringEquals\":{\"cloudwatch:namespace\":\"%s\"}}"
                          .formatted(namespace(table))));
      case "AthenaQueryEngine", "AthenaResult" -> ofAnswers(need, template);
      default ->
          throw new AssertionError(
              need.adapter() + ": say here which resources it calls a service for");
    };
  }

  /** Answers lie in a bucket; what a query reads, whoever starts it must be allowed to read. */
  private static Stream<Permission> ofAnswers(Need need, StackTemplate template) {
    return Stream.of(
        need.action().equals("s3:GetObject")
            ? Permission.of(need.action(), results(template) + "/*")
            : Permission.of(need.action(), arn("athena", "workgroup/" + NAMES.workgroup())));
  }

  /** What Lambda does in the name of the function. */
  private static Stream<Permission> ofTheService(String function, StackTemplate template) {
    return Stream.of(
            ofTheLog(function, template),
            ofFailedCalls(function, template),
            template.traced(function) ? ofTheTraces() : Stream.<Permission>of(),
            function.equals("realtime-metrics") ? ofTheStreams(template) : Stream.<Permission>of())
        .flatMap(Function.identity());
  }

  private static Stream<Permission> ofTheLog(String function, StackTemplate template) {
    return Stream.of("logs:CreateLogStream", "logs:PutLogEvents")
        .map(action -> Permission.of(action, log(function, template)));
  }

  /** It keeps the calls that nobody waited for and that failed. */
  private static Stream<Permission> ofFailedCalls(String function, StackTemplate template) {
    String id = template.function(function).getKey();
    return template
        .resources("AWS::Lambda::EventInvokeConfig")
        .filter(calls -> calls.getValue().at("/FunctionName/Ref").asText().equals(id))
        .map(calls -> toTheQueue(calls, template));
  }

  private static Permission toTheQueue(Entry<String, JsonNode> from, StackTemplate template) {
    return Permission.of(
        "sqs:SendMessage",
        template.text(from.getValue().at("/DestinationConfig/OnFailure/Destination")));
  }

  private static Stream<Permission> ofTheTraces() {
    return Stream.of("xray:PutTelemetryRecords", "xray:PutTraceSegments")
        .map(action -> Permission.of(action, "*"));
  }

  /** It reads streams for the function, and tells the queue of batches that it gave up on. */
  private static Stream<Permission> ofTheStreams(StackTemplate template) {
    return Stream.concat(
        Stream.of(
                "kinesis:DescribeStream",
                "kinesis:DescribeStreamSummary",
                "kinesis:GetRecords",
                "kinesis:GetShardIterator",
                "kinesis:ListShards")
            .flatMap(action -> streaming().map(table -> Permission.of(action, stream(table)))),
        template
            .resources("AWS::Lambda::EventSourceMapping")
            .map(mapping -> toTheQueue(mapping, template)));
  }

  private static Stream<TableName> tables(Predicate<TableDefinition> which) {
    return DEFINITIONS.tables().values().stream().filter(which).map(TableDefinition::name);
  }

  private static Stream<TableName> streaming() {
    return tables(TableDefinition::streaming);
  }

  /** The tables that curations fill. */
  private static Stream<TableName> outputs() {
    return DEFINITIONS.curations().values().stream().map(curation -> curation.output().table());
  }

  private static String namespace(TableName table) {
    return Objects.requireNonNull(DEFINITIONS.databases().get(table.database())).namespace();
  }

  private static String stream(TableName table) {
    return arn("kinesis", "stream/" + NAMES.stream(table));
  }

  private static Stream<Permission> glue(Need need, TableName table) {
    return glue(need, table.database(), table.table());
  }

  private static Stream<Permission> workTables(Need need, TableName table) {
    return glue(need, table.database(), "pharos_work_*");
  }

  /** Glue looks at the catalog and the database on its way to a table. */
  private static Stream<Permission> glue(Need need, String database, String table) {
    String name = NAMES.database(database);
    return Stream.of("catalog", "database/" + name, "table/" + name + "/" + table)
        .map(resource -> Permission.of(need.action(), arn("glue", resource)));
  }

  private static Permission listing(StackTemplate template) {
    return new Permission(
        "s3:ListBucket", data(template), "{\"StringLike\":{\"s3:prefix\":[\"lake/*\"]}}");
  }

  private static String folder(StackTemplate template, TableName table) {
    return data(template) + "/lake/" + table.database() + "/" + table.table() + "/*";
  }

  /** The bucket that functions are told of. */
  private static String data(StackTemplate template) {
    return bucket(template.told("partitioner", "PHAROS_BUCKET"));
  }

  /** The bucket that the workgroup's queries put their answers into. */
  private static String results(StackTemplate template) {
    return template
        .resources("AWS::Athena::WorkGroup")
        .map(Entry::getValue)
        .map(workgroup ->
            template.text(
                workgroup.at("/WorkGroupConfiguration/ResultConfiguration/OutputLocation")))
        .map(url -> bucket(url.replaceAll("^s3://|/$", "")))
        .collect(Collectors.joining());
  }

  private static String bucket(String name) {
    return name.replace("}", ".Arn}");
  }

  private static String log(String function, StackTemplate template) {
    String name = "/aws/lambda/" + NAMES.stack() + "-" + function;
    return template
        .resources("AWS::Logs::LogGroup")
        .filter(log -> log.getValue().path("LogGroupName").asText().equals(name))
        .map(log -> "${" + log.getKey() + ".Arn}")
        .collect(Collectors.joining());
  }
}
