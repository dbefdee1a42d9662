package io.pharos.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.pharos.infra.stack.Intrinsics.Reference;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What refers to what. */
class ReferencesTest {
  /** What is known by a function's name and calls nothing. */
  private static final List<String> KNOW_NAMES =
      List.of(
          "AWS::CloudWatch::",
          "AWS::Lambda::Alias",
          "AWS::Lambda::EventInvokeConfig",
          "AWS::Lambda::Version");

  /** A function's ARN that does not go on with its alias. */
  private static final Pattern UNQUALIFIED =
      Pattern.compile(":function:[A-Za-z0-9_-]+(?!:live)(?![A-Za-z0-9_:-])");

  @ParameterizedTest
  @EnumSource
  void everythingThatIsReferredToIsThere(Variant variant) {
    StackTemplate template = variant.template();
    Set<String> resources =
        template.resources().stream().map(StackResource::id).collect(Collectors.toSet());
    Set<String> parameters = new HashSet<>();
    template.json().path("Parameters").fieldNames().forEachRemaining(parameters::add);

    List<Reference> references = Intrinsics.references(template.json());

    assertThat(references)
        .hasSizeGreaterThan(100)
        .filteredOn(reference -> !reference.id().startsWith("AWS::"))
        .allMatch(reference ->
            resources.contains(reference.id())
                || (reference.isValue() && parameters.contains(reference.id())));
  }

  /** A new version takes over by the alias: who goes past it runs what no alarm has looked at. */
  @ParameterizedTest
  @EnumSource
  void nobodyCallsAFunctionPastItsAlias(Variant variant) {
    Set<String> functions =
        variant.template().functions().stream().map(StackResource::id).collect(Collectors.toSet());

    for (StackResource resource : variant.template().resources()) {
      JsonNode calling = calling(resource);
      assertThat(Intrinsics.references(calling))
          .as("%s", resource)
          .filteredOn(reference -> functions.contains(reference.id()))
          .allSatisfy(reference -> {
            assertThat(reference.function()).isEqualTo("Ref");
            assertThat(KNOW_NAMES).anyMatch(resource.type()::startsWith);
          });
      assertThat(Intrinsics.plain(calling).toString())
          .as("%s", resource)
          .doesNotContainPattern(UNQUALIFIED);
    }
  }

  /** What of a resource may call: of a policy, what allows to. */
  private static JsonNode calling(StackResource resource) {
    if (!resource.type().equals("AWS::IAM::Policy")) {
      return resource.json().path("Properties");
    }
    ArrayNode allowing = JsonNodeFactory.instance.arrayNode();
    resource
        .json()
        .at("/Properties/PolicyDocument/Statement")
        .valueStream()
        .filter(statement -> statement.path("Action").toString().contains("\"lambda:Invoke"))
        .forEach(allowing::add);
    return allowing;
  }

  /**
   * One stack's events, on a bus that all stacks of the account share, start nothing of another.
   */
  @ParameterizedTest
  @EnumSource
  void everyRuleWaitsForEventsOfItsOwnStack(Variant variant) {
    assertThat(variant.template().resources("AWS::Events::Rule"))
        .isNotEmpty()
        .allSatisfy(rule ->
            assertThat(rule.property("/EventPattern").toString())
                .containsPattern("\"\\$\\{(AWS::StackId|Warehouse\\w+)}\""));
  }
}
