package io.pharos.infra.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.core.definition.DatabaseDefinition;
import io.pharos.core.definition.DefinitionReader;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.definition.TableName;
import io.pharos.core.deployment.StackNames;
import io.pharos.core.schedule.Schedules;
import io.pharos.infra.stack.PackagedCode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.FunctionAttributes;

/** The construct as somebody uses it in a stack of their own. */
class ServerlessDataWarehouseTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final Definitions TABLES =
      DefinitionReader.read(
          Map.of(
              "web/views.yaml",
              """
              kind: streaming
              columns:
                - {name: view_id, type: string, format: uuid, generated: true}
                - {name: at, type: timestamp, required: true}
              id: view_id
              event_time: at
              """,
              "web/lines.yaml",
              """
              kind: streaming
              columns: [{name: line_id, type: string}, {name: at, type: timestamp}]
              id: line_id
              event_time: at
              format: json
              """,
              "web/daily.yaml",
              """
              kind: batch
              columns: [{name: views, type: bigint}]
              partition: {key: day}
              """,
              "web/facts.yaml",
              """
              kind: static
              columns: [{name: thing, type: string}, {name: color, type: string}]
              format: json
              """),
          Map.of());
  private static final TableName VIEWS = TableName.parse("web.views");
  private static final TableName FACTS = TableName.parse("web.facts");

  private Stack stack;
  private ServerlessDataWarehouse warehouse;

  @BeforeEach
  void inAStack() {
    stack = new Stack(new App(), "analytics");
    warehouse = warehouse(props());
  }

  @Test
  void tablesAreListedAsTheyWereAdded() {
    warehouse
        .withTable(table("facts"))
        .withStreamingInputTable(table("views"))
        .withTable(table("daily"));

    assertThat(warehouse.listTables()).containsExactly(FACTS, VIEWS, TableName.parse("web.daily"));
    assertThat(warehouse.getTable(FACTS)).isNotSameAs(warehouse.getTable(VIEWS));
    assertThat(warehouse.getInputStream(VIEWS).getStreamName()).isNotNull();
  }

  @Test
  void aTableIsThereOnce() {
    warehouse.withTable(table("facts"));

    assertThatThrownBy(() -> warehouse.withTable(table("facts")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Duplicate table! Name: web.facts");
  }

  @Test
  void whatIsNotThereIsSaidByItsName() {
    warehouse.withTable(table("facts"));

    assertThatThrownBy(() -> warehouse.getTable(VIEWS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Table 'web.views' does not exist.");
    assertThatThrownBy(() -> warehouse.getInputStream(FACTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Input stream for table 'web.facts' does not exist.");
  }

  @Test
  void aTableIsAddedAsWhatItIs() {
    assertThatThrownBy(() -> warehouse.withStreamingInputTable(table("facts")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Table 'web.facts' is of kind static, not streaming.");
    assertThatThrownBy(() -> warehouse.withBatchInputTable(table("views"), job()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Table 'web.views' is of kind streaming, not batch.");
    assertThat(warehouse.listTables()).isEmpty();
  }

  @Test
  void aDatabaseIsMadeOnceAndCalledAfterTheStack() {
    warehouse
        .withDatabase(new DatabaseDefinition("web", "What people look at", "Web", List.of()))
        .withTable(table("facts"))
        .withTable(table("daily"));

    Template template = Template.fromStack(stack);
    template.resourceCountIs("AWS::Glue::Database", 1);
    template.hasResourceProperties(
        "AWS::Glue::Database",
        Map.of(
            "DatabaseInput",
            Map.of("Name", "analytics_web", "Description", "What people look at")));
    assertThat(warehouse.database("web")).isEqualTo("analytics_web");
  }

  @Test
  void aDatabaseThatIsThereIsNotMade() {
    stack = new Stack(new App(), "analytics");
    warehouse = warehouse(props().withDatabases(Set.of("web")));
    warehouse.withTable(table("facts"));

    Template.fromStack(stack).resourceCountIs("AWS::Glue::Database", 0);
  }

  @Test
  void aDatabaseIsDeclaredBeforeItsTables() {
    warehouse.withTable(table("facts"));

    assertThatThrownBy(() -> warehouse.withDatabase(DatabaseDefinition.byDefault("web")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Database 'web' has tables already: declare it before them.");
  }

  @Test
  void aJobRunsOnItsScheduleAndWritesItsTable() {
    warehouse.withBatchInputTable(table("daily"), job());

    Template template = Template.fromStack(stack);
    template.hasResourceProperties(
        "AWS::Scheduler::Schedule", Map.of("ScheduleExpression", "rate(1 day)"));
    JsonNode files = statements(template, "JobRoleDefaultPolicy").path(0);
    assertThat(files.path("Action"))
        .extracting(JsonNode::asText)
        .containsExactly(
            "s3:AbortMultipartUpload",
            "s3:DeleteObject",
            "s3:GetObject",
            "s3:ListMultipartUploadParts",
            "s3:PutObject");
    assertThat(files.path("Resource").at("/Fn::Join/1/1").asText()).isEqualTo("/lake/web/daily/*");
    JsonNode names = statements(template, "JobRoleDefaultPolicy").path(1);
    assertThat(names.path("Action").asText()).isEqualTo("s3:ListBucket");
    assertThat(names.at("/Condition/StringLike/s3:prefix/0").asText())
        .isEqualTo("lake/web/daily/*");
    assertThat(statements(template, "JobRoleDefaultPolicy")).hasSize(2);
  }

  /** Of the policy of this id, whatever its hash is. */
  private static JsonNode statements(Template template, String policy) {
    return template.findResources("AWS::IAM::Policy").entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(policy))
        .map(entry -> MAPPER.<JsonNode>valueToTree(entry.getValue()))
        .map(json -> json.at("/Properties/PolicyDocument/Statement"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void filesAreWhatTheTableSays() {
    warehouse
        .withStreamingInputTable(table("views"))
        .withStreamingInputTable(table("lines"))
        .withTable(table("facts"));

    Template template = Template.fromStack(stack);
    template.hasResourceProperties(
        "AWS::Glue::Table", tableLike("views", "ql.io.parquet.serde.ParquetHiveSerDe"));
    template.hasResourceProperties(
        "AWS::Glue::Table", tableLike("facts", "org.openx.data.jsonserde.JsonSerDe"));
    template.hasResourceProperties(
        "AWS::KinesisFirehose::DeliveryStream",
        Match.objectLike(
            Map.of(
                "DeliveryStreamName",
                "analytics-web.views",
                "ExtendedS3DestinationConfiguration",
                Match.objectLike(
                    Map.of(
                        "DataFormatConversionConfiguration",
                        Match.objectLike(Map.of("Enabled", true)))))));
    template.hasResourceProperties(
        "AWS::KinesisFirehose::DeliveryStream",
        Match.objectLike(
            Map.of(
                "DeliveryStreamName",
                "analytics-web.lines",
                "ExtendedS3DestinationConfiguration",
                Match.objectLike(
                    Map.of(
                        "DataFormatConversionConfiguration",
                        Match.absent(),
                        "CompressionFormat",
                        "GZIP",
                        "FileExtension",
                        ".json.gz")))));
  }

  @Test
  void aNameThatItsFunctionsCannotBearIsRefused() {
    assertThatThrownBy(() -> WarehouseProps.of(StackNames.of("a".repeat(48)), PackagedCode.none()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is too long for a stack")
        .hasMessageContaining("take 47 or fewer");
  }

  private static Object tableLike(String name, String serde) {
    return Match.objectLike(
        Map.of(
            "TableInput",
            Match.objectLike(
                Map.of(
                    "Name",
                    name,
                    "StorageDescriptor",
                    Match.objectLike(
                        Map.of(
                            "SerdeInfo",
                            Match.objectLike(
                                Map.of(
                                    "SerializationLibrary", Match.stringLikeRegexp(serde)))))))));
  }

  private static WarehouseProps props() {
    return WarehouseProps.of(StackNames.of("analytics"), PackagedCode.none());
  }

  private ServerlessDataWarehouse warehouse(WarehouseProps props) {
    return new ServerlessDataWarehouse(stack, "Warehouse", props);
  }

  private BatchJob job() {
    return new BatchJob(
        Schedules.parse("rate(1 day)"),
        Function.fromFunctionAttributes(
            stack,
            "Job",
            FunctionAttributes.builder()
                .functionArn("arn:aws:lambda:eu-west-1:123456789012:function:job")
                .role(
                    Role.Builder.create(stack, "JobRole")
                        .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                        .build())
                .build()));
  }

  private static TableDefinition table(String name) {
    return Objects.requireNonNull(TABLES.tables().get(new TableName("web", name)));
  }
}
