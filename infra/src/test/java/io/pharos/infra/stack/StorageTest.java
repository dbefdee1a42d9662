package io.pharos.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Where data lies: buckets and DynamoDB's tables. */
class StorageTest {
  private static final String BUCKET = "AWS::S3::Bucket";
  private static final String TABLE = "AWS::DynamoDB::Table";

  @ParameterizedTest
  @EnumSource
  void everyBucketIsEncryptedAndClosedToThePublic(Variant variant) {
    assertThat(variant.template().resources(BUCKET))
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(bucket ->
            bucket.has(
                """
                {
                  "BucketEncryption": {
                    "ServerSideEncryptionConfiguration": [{
                      "BucketKeyEnabled": true,
                      "ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}
                    }]
                  },
                  "PublicAccessBlockConfiguration": {
                    "BlockPublicAcls": true,
                    "BlockPublicPolicy": true,
                    "IgnorePublicAcls": true,
                    "RestrictPublicBuckets": true
                  },
                  "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}
                }
                """));
  }

  @ParameterizedTest
  @EnumSource
  void everyBucketIsReachedByTlsOnly(Variant variant) {
    for (StackResource bucket : variant.template().resources(BUCKET)) {
      String arn = "${" + bucket.name() + ".Arn}";
      assertThat(variant.template().resources("AWS::S3::BucketPolicy"))
          .filteredOn(policy -> policy.text("/Bucket").equals("${" + bucket.name() + "}"))
          .singleElement()
          .satisfies(policy ->
              assertThat(policy.property("/PolicyDocument/Statement"))
                  .anySatisfy(statement -> {
                    assertThat(statement.path("Effect").asText()).isEqualTo("Deny");
                    assertThat(statement.path("Action").asText()).isEqualTo("s3:*");
                    assertThat(statement.path("Principal").path("AWS").asText()).isEqualTo("*");
                    assertThat(statement.path("Condition"))
                        .hasToString("{\"Bool\":{\"aws:SecureTransport\":\"false\"}}");
                    assertThat(statement.path("Resource"))
                        .map(JsonNode::asText)
                        .containsExactlyInAnyOrder(arn, arn + "/*");
                  }));
    }
  }

  @Test
  void bucketsKeepWhatWasReplacedExceptInDevelopment() {
    assertThat(Variant.DEFAULTS.template().resources(BUCKET))
        .allSatisfy(bucket ->
            assertThat(bucket.text("/VersioningConfiguration/Status")).isEqualTo("Enabled"));
    assertThat(Variant.DEV.template().resources(BUCKET))
        .allSatisfy(bucket ->
            assertThat(bucket.text("/VersioningConfiguration/Status")).isNotEqualTo("Enabled"));
  }

  @ParameterizedTest
  @EnumSource
  void neitherLakeNorArchiveExpires(Variant variant) {
    assertThat(rules(data(variant)))
        .filteredOn(rule -> covers(rule, "lake/") || covers(rule, "raw/"))
        .isNotEmpty()
        .allSatisfy(rule ->
            assertThat(rule.propertyStream())
                .extracting(Map.Entry::getKey)
                .noneMatch(key -> key.startsWith("Expir")));
  }

  /** An object that a prefix begins with is covered, and so is one below it. */
  private static boolean covers(JsonNode rule, String zone) {
    String prefix = rule.path("Prefix").asText();
    return zone.startsWith(prefix) || prefix.startsWith(zone);
  }

  @ParameterizedTest
  @CsvSource({"quarantine/, 365", "errors/, 365"})
  void whatWasRefusedIsKeptAYear(String zone, int days) {
    assertThat(rules(data(Variant.DEFAULTS)))
        .filteredOn(rule -> rule.path("Prefix").asText().equals(zone))
        .singleElement()
        .satisfies(rule -> assertThat(rule.path("ExpirationInDays").asInt()).isEqualTo(days));
  }

  @Test
  void theArchiveGetsCheaperAfterAMonthAndTheLakeStaysAsItIs() {
    assertThat(rules(data(Variant.DEFAULTS)))
        .filteredOn(rule -> rule.has("Transitions"))
        .singleElement()
        .satisfies(rule -> {
          assertThat(rule.path("Prefix").asText()).isEqualTo("raw/");
          assertThat(rule.path("Transitions"))
              .hasToString("[{\"StorageClass\":\"STANDARD_IA\",\"TransitionInDays\":30}]");
        });
  }

  @Test
  void answersOfQueriesExpire() {
    assertThat(rules(Variant.DEFAULTS.template().resource(BUCKET, "WarehouseQueryResults")))
        .anySatisfy(rule -> {
          assertThat(rule.path("ExpirationInDays").asInt()).isEqualTo(7);
          assertThat(rule.path("Prefix").asText()).isEmpty();
          assertThat(rule.path("Status").asText()).isEqualTo("Enabled");
        });
  }

  private static StackResource data(Variant variant) {
    return variant.template().resource(BUCKET, "WarehouseData");
  }

  private static List<JsonNode> rules(StackResource bucket) {
    return StreamSupport.stream(
            bucket.property("/LifecycleConfiguration/Rules").spliterator(), false)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"WarehouseEngineServing, serving", "WarehouseEngineRuns, runs"})
  void tablesArePaidByRequestAndRecoverToAnySecond(String name, String table) {
    Variant.DEFAULTS
        .template()
        .resource(TABLE, name)
        .has(
            """
            {
              "TableName": "pharos-main-%s",
              "BillingMode": "PAY_PER_REQUEST",
              "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": true},
              "KeySchema": [
                {"AttributeName": "pk", "KeyType": "HASH"},
                {"AttributeName": "sk", "KeyType": "RANGE"}
              ],
              "AttributeDefinitions": [
                {"AttributeName": "pk", "AttributeType": "S"},
                {"AttributeName": "sk", "AttributeType": "S"}
              ]
            }
            """
                .formatted(table));
  }

  /** A table that cannot be deleted would be in the way of the roll back of its creation. */
  @ParameterizedTest
  @EnumSource
  void noTableIsInTheWayOfARollBack(Variant variant) {
    assertThat(variant.template().resources(TABLE))
        .hasSize(2)
        .noneMatch(table -> table.property("/DeletionProtectionEnabled").asBoolean());
  }
}
