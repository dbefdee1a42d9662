package io.pharos.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The template, made, changed and deleted by moto's CloudFormation, as far as that goes.
 *
 * <p>It shows that buckets, streams, DynamoDB's tables, functions, roles with their policies, event
 * source mappings, rules, topics, the queue, log groups, the state machine and dashboards are
 * declared so that services take them, that references between them are what is meant, and that
 * data outlives the stack.
 *
 * <p>It shows nothing of what moto leaves out: Glue, Athena, Firehose, schedules, alarms, the HTTP
 * API, the policies of buckets, queues and topics, versions and aliases (here their functions stand
 * in their place). Nor does moto heed all properties of what it makes, check whether a role may do
 * what it is for, or keep what an update removes, retained or not; whether CloudFormation replaces
 * something is looked at in {@link ChangesTest}.
 */
class StackOnMotoIT {
  private static final DefinitionFiles SHIPPED = DefinitionFiles.shipped();

  private final List<MotoStack> opened = new ArrayList<>();
  private String name;

  @BeforeAll
  static void needsMoto() {
    MotoStack.require("StackOnMotoIT");
  }

  @BeforeEach
  void aNameOfItsOwn() {
    name = MotoStack.anyName();
  }

  @AfterEach
  void leaveNothing() {
    opened.forEach(MotoStack::close);
  }

  private MotoStack made(Variant.Input input) {
    MotoStack stack = new MotoStack(input.stack());
    stack.create(input.template());
    opened.add(stack);
    return stack;
  }

  private Variant.Input input() {
    return new Variant.Input().called(name);
  }

  @Test
  void allThatCanBeMadeIsMade() {
    MotoStack stack = made(input());

    assertThat(stack.status()).isEqualTo("CREATE_COMPLETE");
    assertThat(stack.resources())
        .containsExactlyInAnyOrderEntriesOf(
            input().template().resources().stream()
                .filter(resource -> MotoTemplate.MADE.contains(resource.type()))
                .collect(Collectors.toMap(StackResource::id, StackResource::type)));
    assertThat(stack.inTheAccount())
        .contains(
            "table " + name + "-serving",
            "table " + name + "-runs",
            "stream " + name + "-advertising.clicks",
            "stream " + name + "-advertising.impressions",
            "function " + name + "-beacon",
            "state-machine " + name + "-curations",
            "dashboard " + name + "-Operations",
            "log /aws/lambda/" + name + "-beacon");
  }

  @Test
  void parametersBecomeOutputs() {
    assertThat(made(input()).outputs())
        .containsEntry("DeployedCommit", "abc")
        .containsEntry("DeployedBuild", "7")
        .containsEntry("Workgroup", name)
        .containsEntry("DatabasePrefix", name + "_");
  }

  @Test
  void aFunctionHasTheZipOfItsHashAndItsRole() {
    MotoStack stack = made(input());

    JsonNode function = stack.lambda("/2015-03-31/functions/" + name + "-beacon");
    assertThat(function.path("Code").path("Location").asText()).endsWith("0".repeat(64) + ".zip");
    assertThat(function.path("Configuration").path("Role").asText())
        .contains(name + "-WarehouseBeaconRole");
    JsonNode variables = function.path("Configuration").path("Environment").path("Variables");
    assertThat(variables.path("PHAROS_STACK").asText()).isEqualTo(name);
    assertThat(variables.path("PHAROS_BUCKET").asText())
        .isEqualTo(stack.outputs().getOrDefault("DataBucket", "?"));
  }

  @ParameterizedTest
  @CsvSource({"clicks", "impressions"})
  void everyStreamIsMappedToTheCounterAndTheQueueOfFailures(String table) {
    MotoStack stack = made(input());
    String stream =
        "arn:aws:kinesis:eu-west-1:123456789012:stream/" + name + "-advertising." + table;

    assertThat(
            stack
                .lambda("/2015-03-31/event-source-mappings/?EventSourceArn=" + stream)
                .path("EventSourceMappings"))
        .singleElement()
        .satisfies(mapping -> {
          assertThat(mapping.path("FunctionArn").asText())
              .endsWith(":function:" + name + "-realtime-metrics");
          assertThat(mapping.at("/DestinationConfig/OnFailure/Destination").asText())
              .contains(":" + name + "-WarehouseMessagesFailed");
        });
  }

  /** A reference that leads nowhere would leave an ARN that is none. */
  @Test
  void everyPolicyNamesWhatIsThere() {
    MotoStack stack = made(input());

    String bucket = stack.outputs().getOrDefault("DataBucket", "");
    assertThat(policy(stack, "WarehouseBeaconRole"))
        .contains("arn:aws:s3:::" + bucket + "/quarantine/*")
        .contains("arn:aws:kinesis:eu-west-1:123456789012:stream/" + name + "-advertising.clicks");
    assertThat(stack.roles())
        .hasSizeGreaterThanOrEqualTo(8)
        .allSatisfy(role ->
            assertThat(policyOf(stack, role))
                .as(role)
                .contains("arn:aws:")
                .doesNotContain("\"\"", "None", "${"));
  }

  private String policy(MotoStack stack, String role) {
    return stack.roles().stream()
        .filter(found -> found.startsWith(name + "-" + role))
        .findFirst()
        .map(found -> policyOf(stack, found))
        .orElseThrow();
  }

  private static String policyOf(MotoStack stack, String role) {
    return stack.iam("ListRolePolicies", Map.of("RoleName", role), "member").stream()
        .flatMap(policy ->
            stack
                .iam(
                    "GetRolePolicy",
                    Map.of("RoleName", role, "PolicyName", policy),
                    "PolicyDocument")
                .stream())
        .map(document -> URLDecoder.decode(document, StandardCharsets.UTF_8))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aTableMoreIsAddedAndWhatIsThereKeepsItsData() {
    MotoStack stack = made(input());
    Data data = new Data(stack);

    stack.update(input().of(SHIPPED.withViews()).template());

    assertThat(stack.status()).isEqualTo("UPDATE_COMPLETE");
    assertThat(stack.inTheAccount()).contains("stream " + name + "-advertising.views");
    assertThat(policy(stack, "WarehouseBeaconRole"))
        .contains(":stream/" + name + "-advertising.views");
    data.assertThere();
  }

  @Test
  void aDeletedStackLeavesItsDataAndNothingElse() {
    MotoStack stack = made(input());
    Data data = new Data(stack);
    String answers = stack.outputs().getOrDefault("QueryResultsBucket", "");

    stack.delete();

    assertThat(stack.inTheAccount())
        .containsExactlyInAnyOrder(
            "bucket " + data.bucket,
            "bucket " + answers,
            "stream " + name + "-advertising.clicks",
            "stream " + name + "-advertising.impressions",
            "table " + name + "-runs",
            "table " + name + "-serving");
    data.assertThere();
  }

  @Test
  void aStackForDevelopmentLeavesNothing() {
    MotoStack stack = made(input().with("\"Dev\": \"true\""));

    stack.delete();

    assertThat(stack.inTheAccount()).isEmpty();
  }

  @Test
  void twoStacksLiveSideBySide() {
    MotoStack one = made(input());
    name = MotoStack.anyName();
    MotoStack other = made(input());
    assertThat(Stream.of(one, other)).extracting(MotoStack::status).containsOnly("CREATE_COMPLETE");
    List<String> before = List.copyOf(other.inTheAccount());

    one.delete();

    assertThat(other.inTheAccount()).containsExactlyElementsOf(before);
    assertThat(other.status()).isEqualTo("CREATE_COMPLETE");
  }

  /** Something in each place that holds data. */
  private final class Data {
    private static final String TEXT = "kept";

    private final MotoStack stack;
    private final String bucket;
    private final String stream = name + "-advertising.clicks";
    private final String table = name + "-serving";

    Data(MotoStack stack) {
      this.stack = stack;
      bucket = stack.outputs().getOrDefault("DataBucket", "");
      stack.s3("PUT", file(), TEXT);
      kinesis("PutRecord", Map.of("StreamName", stream, "PartitionKey", "k", "Data", base64()));
      dynamoDb(
          "PutItem",
          Map.of(
              "TableName", table, "Item", Map.of("pk", Map.of("S", "k"), "sk", Map.of("S", TEXT))));
    }

    private String file() {
      return bucket + "/lake/advertising/clicks/2026/01/02/03/some.parquet";
    }

    private static String base64() {
      return Base64.getEncoder().encodeToString(TEXT.getBytes(StandardCharsets.UTF_8));
    }

    void assertThere() {
      assertThat(stack.s3("GET", file(), "")).isEqualTo(TEXT);
      String iterator =
          kinesis(
                  "GetShardIterator",
                  Map.of(
                      "StreamName", stream,
                      "ShardId", "shardId-000000000000",
                      "ShardIteratorType", "TRIM_HORIZON"))
              .path("ShardIterator")
              .asText();
      assertThat(
              kinesis("GetRecords", Map.of("ShardIterator", iterator))
                  .at("/Records/0/Data")
                  .asText())
          .isEqualTo(base64());
      assertThat(dynamoDb("Scan", Map.of("TableName", table)).at("/Items/0/sk/S").asText())
          .isEqualTo(TEXT);
    }

    private JsonNode kinesis(String operation, Map<String, ?> body) {
      return stack.json("kinesis", "Kinesis_20131202." + operation, body);
    }

    private JsonNode dynamoDb(String operation, Map<String, ?> body) {
      return stack.json("dynamodb", "DynamoDB_20120810." + operation, body);
    }
  }
}
