package io.pharos.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.core.definition.DefinitionReader;
import io.pharos.core.definition.Definitions;
import io.pharos.core.deployment.StackNames;
import io.pharos.infra.warehouse.WarehouseProps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateLimitsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void aTemplateAtItsLimitsPasses() {
    ObjectNode template = queues(498);
    policy(template, "Policy", TemplateLimits.MAX_INLINE_POLICIES);
    managed(template, "Managed", TemplateLimits.MAX_MANAGED_POLICY);

    passes(template);
  }

  @Test
  void saysHowManyTablesFitWhereResourcesAreTooMany() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> check(queues(650), 60, queues(50)))
        .withMessage(
            """
            the stack is too large:
              resources: 650, and there may be 500; of its 60 tables about 45 fit
            make two stacks of it, each with some of the tables (--stack, --tables, --curations): \
            a curation reads tables of its own stack only\
            """);
  }

  @Test
  void countsTheBytesThatAreWritten() {
    ObjectNode template = queues(1);
    template.put("Description", "x".repeat(TemplateLimits.MAX_BYTES));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> check(template, 10, queues(1)))
        .withMessageContaining("bytes of template: 1,000,0")
        .withMessageContaining("of its 10 tables about 9 fit");
  }

  @Test
  void countsThePoliciesOfARoleTogether() {
    ObjectNode template = queues(0);
    policy(template, "One", 6_000);
    policy(template, "Other", 5_000);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> check(template, 22, queues(0)))
        .withMessageContaining(
            "characters of policies of Role: 11,000, and there may be 10,240; of its 22 tables"
                + " about 20 fit");
  }

  @Test
  void countsTheLongestThatAReferenceMayBecome() throws IOException {
    String arn =
        "{\"Fn::Join\": [\"\", [\"arn:\", {\"Ref\": \"AWS::Partition\"}, \":sqs:\","
            + " {\"Ref\": \"AWS::Region\"}, \":\", {\"Ref\": \"AWS::AccountId\"}, \":a\"]]}";
    int longest = "\"arn:aws-us-gov:sqs:ap-southeast-1:123456789012:a\"".length();
    ObjectNode template = queues(0);
    ObjectNode document = document(template, "Policy", "AWS::IAM::Policy");
    document.set("A", MAPPER.readTree(arn));
    document.set("B", MAPPER.readTree("{\"Fn::GetAtt\": [\"Queue\", \"Arn\"]}"));
    int framed = "{\"A\":,\"B\":,\"C\":\"\"}".length() + longest + 152;
    document.put("C", "x".repeat(TemplateLimits.MAX_INLINE_POLICIES - framed));

    passes(template);
    document.put("C", "x".repeat(TemplateLimits.MAX_INLINE_POLICIES - framed + 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> check(template, 1, queues(0)))
        .withMessageContaining("characters of policies of Role: 10,241");
  }

  @Test
  void saysAllThatIsTooLargeAtOnce() {
    ObjectNode template = queues(500);
    for (int i = 0; i <= TemplateLimits.MAX_MANAGED_POLICIES; i++) {
      managed(template, "Managed" + i, 6_200);
    }

    assertThatIllegalArgumentException()
        .isThrownBy(() -> check(template, 11, queues(11)))
        .withMessageContaining("resources: 511")
        .withMessageContaining("characters of Managed0: 6,200, and there may be 6,144")
        .withMessageContaining("characters of Managed10: 6,200")
        .withMessageContaining("managed policies of Role: 11, and there may be 10");
  }

  @Test
  void aWarehouseOfTooManyTablesIsRefusedAndOneOfThoseThatFitIsNot() {
    WarehouseProps props = WarehouseProps.of(StackNames.of("pharos-main"), PackagedCode.none());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Synthesis.template(props, streaming(45)))
        .satisfies(refused -> {
          String message = String.valueOf(refused.getMessage());
          assertThat(message).containsPattern("resources: [0-9,]+, and there may be 500");
          int fitting =
              Integer.parseInt(message.replaceAll("(?s).*resources:.*? about (\\d+) fit.*", "$1"));
          assertThat(fitting).isBetween(30, 40); // docs/deploy.md and the cost model: some 35
          assertThat(Synthesis.template(props, streaming(fitting))).isNotEmpty();
        });
  }

  @Test
  void whatAServiceRefusesOnlyWhenTheStackIsMadeIsRefusedBefore() {
    WarehouseProps props =
        WarehouseProps.of(
            new StackNames("pharos-main", "p".repeat(252) + "_"), PackagedCode.none());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Synthesis.template(props, streaming(1)))
        .withMessage(
            """
            names are too long:
              AWS::Glue::Database: '%s..' has 256 letters, and may have 255
            take a shorter DatabasePrefix, or shorter names of databases, tables or columns\
            """
                .formatted("p".repeat(40)));
  }

  /** It would name a file that is removed by then. */
  @Test
  void cdkPrintsNoReportOfItsOwn() {
    WarehouseProps props =
        WarehouseProps.of(new StackNames("pharos-main", "p".repeat(255)), PackagedCode.none());
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Synthesis.template(props, streaming(1)))
          .withMessageContaining("names are too long");
    } finally {
      System.setErr(before);
    }

    assertThat(said.toString(StandardCharsets.UTF_8))
        .doesNotContain("Template validation", "validation-report");
  }

  @Test
  void namesThatAreTooLongAreToldAllAtOnce() {
    ObjectNode template = queues(0);
    named(template, "AWS::CloudWatch::Alarm").put("AlarmName", "a".repeat(256));
    named(template, "AWS::CloudWatch::Dashboard").put("DashboardName", "d".repeat(256));
    ObjectNode table = named(template, "AWS::Glue::Table").putObject("TableInput");
    table.put("Name", "t".repeat(255));
    table
        .putObject("StorageDescriptor")
        .putArray("Columns")
        .addObject()
        .put("Name", "c".repeat(256));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> NameLimits.check(bytes(template)))
        .withMessageContaining("AWS::CloudWatch::Alarm: 'aaaa")
        .withMessageContaining("AWS::CloudWatch::Dashboard: 'dddd")
        .withMessageContaining("column of a table: 'cccc")
        .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("AWS::Glue::Table"));
  }

  private static ObjectNode named(ObjectNode template, String type) {
    return template
        .withObject("/Resources")
        .putObject(type.replace(":", ""))
        .put("Type", type)
        .putObject("Properties");
  }

  private static Definitions streaming(int tables) {
    Map<String, String> files = new LinkedHashMap<>();
    for (int i = 0; i < tables; i++) {
      files.put(
          "web/views_" + i + ".yaml",
          """
          kind: streaming
          columns: [{name: view_id, type: string}, {name: at, type: timestamp}]
          id: view_id
          event_time: at
          """);
    }
    return DefinitionReader.read(files, Map.of());
  }

  private static void check(ObjectNode template, int tables, ObjectNode empty) {
    TemplateLimits.check(bytes(template), tables, () -> bytes(empty));
  }

  private static void passes(ObjectNode template) {
    assertThatCode(() ->
            TemplateLimits.check(
                bytes(template),
                1,
                () -> {
                  throw new AssertionError("asked for without need");
                }))
        .doesNotThrowAnyException();
  }

  private static byte[] bytes(ObjectNode template) {
    return template.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectNode queues(int resources) {
    ObjectNode template = JsonNodeFactory.instance.objectNode();
    ObjectNode all = template.putObject("Resources");
    for (int i = 0; i < resources; i++) {
      all.putObject("Queue" + i).put("Type", "AWS::SQS::Queue");
    }
    return template;
  }

  private static void policy(ObjectNode template, String id, int characters) {
    fill(document(template, id, "AWS::IAM::Policy"), characters);
  }

  private static void managed(ObjectNode template, String id, int characters) {
    fill(document(template, id, "AWS::IAM::ManagedPolicy"), characters);
  }

  private static void fill(ObjectNode document, int characters) {
    document.put("A", "x".repeat(characters - "{\"A\":\"\"}".length()));
  }

  private static ObjectNode document(ObjectNode template, String id, String type) {
    ObjectNode resource = template.withObject("/Resources").putObject(id).put("Type", type);
    ObjectNode properties = resource.putObject("Properties");
    properties.putArray("Roles").addObject().put("Ref", "Role");
    return properties.putObject("PolicyDocument");
  }
}
