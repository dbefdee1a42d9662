package io.pharos.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.pharos.infra.packaging.LambdaFunction;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a deployment changes: what was changed, and nothing else. */
class ChangesTest {
  private static final DefinitionFiles SHIPPED = DefinitionFiles.shipped();
  private static final StackTemplate BEFORE = Variant.DEFAULTS.template();

  /** What a streaming table has of its own. */
  private static final List<String> OF_VIEWS =
      List.of(
          "AWS::Glue::Table WarehouseTableadvertisingviews",
          "AWS::Kinesis::Stream WarehouseInputadvertisingviewsStream",
          "AWS::KinesisFirehose::DeliveryStream WarehouseInputadvertisingviewsDelivery",
          "AWS::KinesisFirehose::DeliveryStream WarehouseInputadvertisingviewsQuarantine",
          "AWS::Lambda::EventSourceMapping WarehouseInputadvertisingviewsCounter",
          "AWS::Logs::LogStream WarehouseInputadvertisingviewsLakeLog",
          "AWS::Logs::LogStream WarehouseInputadvertisingviewsRawLog",
          "AWS::Logs::LogStream WarehouseInputadvertisingviewsRefusedLog");

  /**
   * Who does something with each streaming table, and is allowed so. The beacon takes its events
   * once there is what files and counts them.
   */
  private static final List<String> ABOUT_VIEWS =
      Stream.concat(
              Stream.of("AWS::Lambda::Alias WarehouseBeaconLive /DependsOn"),
              Stream.of("Beacon", "Deliverer", "Partitioner", "Preprocessor", "RealtimeMetrics")
                  .map("AWS::IAM::Policy Warehouse%sRoleDefaultPolicy /PolicyDocument"::formatted))
          .toList();

  private static StackTemplate with(DefinitionFiles files) {
    return new Variant.Input().of(files).template();
  }

  private static TemplateChange to(StackTemplate after) {
    return TemplateChange.between(BEFORE, after).withoutWatchers();
  }

  @Test
  void aTableMoreIsMadeAndAllowedAndNothingElseChanges() {
    TemplateChange change = to(with(SHIPPED.withViews()));

    assertThat(change.added()).containsExactlyInAnyOrderElementsOf(OF_VIEWS);
    assertThat(change.removed()).isEmpty();
    assertThat(change.changed()).containsExactlyInAnyOrderElementsOf(ABOUT_VIEWS);
  }

  @Test
  void aTableLessLeavesItsStreamAndItsFiles() {
    TemplateChange change =
        TemplateChange.between(with(SHIPPED.withViews()), BEFORE).withoutWatchers();

    assertThat(change.removed()).containsExactlyInAnyOrderElementsOf(OF_VIEWS);
    assertThat(change.left())
        .containsExactly("AWS::Kinesis::Stream WarehouseInputadvertisingviewsStream");
    assertThat(change.lost()).isEmpty();
    assertThat(change.added()).isEmpty();
    assertThat(change.changed()).containsExactlyInAnyOrderElementsOf(ABOUT_VIEWS);
  }

  @Test
  void aTableThatNobodySendsToIsAnEntryOfTheCatalog() {
    TemplateChange change =
        to(
            with(
                SHIPPED.with(
                    "tables/advertising/countries.yaml",
                    """
                    kind: static
                    columns: [{name: code, type: string}]
                    """)));

    assertThat(change.added())
        .containsExactly("AWS::Glue::Table WarehouseTableadvertisingcountries");
    assertThat(change.removed()).isEmpty();
    assertThat(change.changed()).isEmpty();
  }

  @Test
  void aColumnMoreChangesTheCatalogOnly() {
    TemplateChange change =
        to(
            with(
                SHIPPED.edited(
                    "tables/advertising/clicks.yaml",
                    "  - {name: occurred_at,",
                    "  - {name: device, type: string}\n  - {name: occurred_at,")));

    assertThat(change.added()).isEmpty();
    assertThat(change.removed()).isEmpty();
    assertThat(change.changed())
        .containsExactly("AWS::Glue::Table WarehouseTableadvertisingclicks /TableInput");
    assertThat(change.changed("AWS::Glue::Table WarehouseTableadvertisingclicks"))
        .containsExactly("/Properties/TableInput/StorageDescriptor/Columns");
  }

  @Test
  void anotherFlushChangesTheDeliveryOnly() {
    TemplateChange change =
        to(
            with(
                SHIPPED.edited(
                    "tables/advertising/clicks.yaml", "interval: 900s", "interval: 300s")));

    assertThat(change.added()).isEmpty();
    assertThat(change.removed()).isEmpty();
    assertThat(
            change.changed(
                "AWS::KinesisFirehose::DeliveryStream WarehouseInputadvertisingclicksDelivery"))
        .containsExactly(
            "/Properties/ExtendedS3DestinationConfiguration/BufferingHints/IntervalInSeconds",
            "/Properties/ExtendedS3DestinationConfiguration/S3BackupConfiguration/BufferingHints/IntervalInSeconds");
    assertThat(change.changed()).hasSize(1);
  }

  @Test
  void moreShardsChangeTheStreamOnly() {
    TemplateChange change =
        to(with(SHIPPED.edited("tables/advertising/clicks.yaml", "{shards: 1}", "{shards: 2}")));

    assertThat(change.added()).isEmpty();
    assertThat(change.removed()).isEmpty();
    assertThat(change.changed())
        .containsExactly("AWS::Kinesis::Stream WarehouseInputadvertisingclicksStream /ShardCount");
  }

  /** Its SQL is in the zips. */
  @Test
  void anotherStatementOfACurationChangesNothing() {
    TemplateChange change =
        TemplateChange.between(
            BEFORE,
            with(
                SHIPPED.edited(
                    "curations/advertising/ad_traffic.sql", "select", "select /* the same */")));

    assertThat(change.added()).isEmpty();
    assertThat(change.removed()).isEmpty();
    assertThat(change.changed()).isEmpty();
  }

  @Test
  void anotherScheduleOfACurationChangesItsScheduleOnly() {
    TemplateChange change =
        to(
            with(
                SHIPPED.edited(
                    "curations/advertising/ad_traffic.yaml",
                    "cron(30 0 * * ? *)",
                    "cron(45 1 * * ? *)")));

    assertThat(change.added()).isEmpty();
    assertThat(change.removed()).isEmpty();
    assertThat(change.changed())
        .containsExactly(
            "AWS::Scheduler::Schedule WarehouseTriggersCurationadvertisingadtraffic"
                + " /ScheduleExpression");
  }

  @Test
  void aCurationMoreIsItsTableAndWhatStartsIt() {
    TemplateChange change = to(with(SHIPPED.withTotals("window: {unit: day}")));

    assertThat(change.added())
        .containsExactlyInAnyOrder(
            "AWS::Events::Rule WarehouseCurationsPublishedadvertisingtotals",
            "AWS::Glue::Table WarehouseTableadvertisingtotals",
            "AWS::Scheduler::Schedule WarehouseTriggersCurationadvertisingtotals");
    assertThat(change.removed()).isEmpty();
    assertThat(change.changed())
        .containsExactlyInAnyOrder(
            "AWS::IAM::Policy WarehouseCurationRoleDefaultPolicy /PolicyDocument",
            "AWS::IAM::Policy WarehouseCurationsRoleDefaultPolicy /PolicyDocument",
            "AWS::IAM::Policy WarehousePartitionerRoleDefaultPolicy /PolicyDocument",
            "AWS::SQS::QueuePolicy WarehouseMessagesFailedPolicy /PolicyDocument");
  }

  @ParameterizedTest
  @EnumSource
  void anotherZipIsAnotherVersionOfItsFunctionOnly(LambdaFunction which) {
    TemplateChange change =
        TemplateChange.between(BEFORE, new Variant.Input().template(Map.of(which, "1".repeat(64))));

    assertThat(change.changed()).hasSize(2);
    String function =
        change.changed().stream()
            .filter(text -> text.startsWith("AWS::Lambda::Function "))
            .map(text -> text.split(" ", -1)[1])
            .findFirst()
            .orElseThrow();
    String construct = function.replaceFirst("Function$", "");
    assertThat(construct).isEqualToIgnoringCase("Warehouse" + which.module().replace("-", ""));
    assertThat(change.changed())
        .containsExactlyInAnyOrder(
            "AWS::Lambda::Function " + function + " /Code",
            "AWS::Lambda::Alias " + construct + "Live /FunctionVersion");
    assertThat(change.added())
        .containsExactly("AWS::Lambda::Version " + function + "CurrentVersion");
    assertThat(change.removed()).isEqualTo(change.added());
    assertThat(change.left()).as("what a canary goes back to").isEqualTo(change.removed());
  }

  static Stream<Arguments> numbers() {
    return Stream.of(
        arguments("\"LogRetentionDays\": \"90\"", "AWS::Logs::LogGroup \\S+ /RetentionInDays"),
        arguments(
            "\"StreamRetentionHours\": \"48\"", "AWS::Kinesis::Stream \\S+ /RetentionPeriodHours"),
        arguments(
            "\"QueryScanLimitGB\": \"5\"", "AWS::Athena::WorkGroup \\S+ /WorkGroupConfiguration"),
        arguments(
            "\"BeaconConcurrency\": \"5\"",
            "AWS::Lambda::Function WarehouseBeaconFunction /ReservedConcurrentExecutions"));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void anotherNumberChangesWhatItIsTheNumberOf(String parameter, String changed) {
    TemplateChange change = to(new Variant.Input().with(parameter).template());

    assertThat(change.added()).isEmpty();
    assertThat(change.removed()).isEmpty();
    assertThat(change.changed()).isNotEmpty().allMatch(text -> text.matches(changed));
  }

  @Test
  void anAddressToTellIsASubscription() {
    TemplateChange change = to(Variant.E_MAIL.template());

    assertThat(change.added())
        .hasSize(1)
        .allMatch(text -> text.startsWith("AWS::SNS::Subscription "));
    assertThat(change.removed()).isEmpty();
    assertThat(change.changed()).isEmpty();
  }

  /** Back again as well: whatever was deployed before. */
  @ParameterizedTest
  @EnumSource
  void noOptionLosesData(Variant variant) {
    if (variant.replacesDefaults() && variant != Variant.DEV) {
      assertThat(TemplateChange.between(BEFORE, variant.template()).lost()).isEmpty();
      assertThat(TemplateChange.between(variant.template(), BEFORE).lost()).isEmpty();
    }
  }

  /** CloudFormation makes the new one first: its name is still taken, and the deployment fails. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NO_PREFIX", "ALL_ON"}) // databases get another name
  void noOptionReplacesWhatHasAName(Variant variant) {
    if (variant.replacesDefaults()) {
      assertThat(TemplateChange.between(BEFORE, variant.template()).replaced()).isEmpty();
      assertThat(TemplateChange.between(variant.template(), BEFORE).replaced()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"NO_PREFIX", "ALL_ON"})
  void anotherPrefixRenamesDatabasesAndTheirTablesOnly(Variant variant) {
    assertThat(TemplateChange.between(BEFORE, variant.template()).replaced())
        .isNotEmpty()
        .allMatch(text -> text.startsWith("AWS::Glue::"));
  }
}
