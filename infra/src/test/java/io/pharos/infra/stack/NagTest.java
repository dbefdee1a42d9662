package io.pharos.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NagPackProps;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

/** AWS's own rules for good stacks, as cdk-nag checks them. */
class NagTest {
  private static final List<Variant> LOOKED_AT =
      List.of(Variant.DEFAULTS, Variant.ALL_ON, Variant.DEV);

  /** cdk-nag's begin with their rule, CDK's own end with it. */
  private static final Pattern MESSAGE =
      Pattern.compile(
          "(?<rule>(AwsSolutions|CdkNag)\\w*-\\w+(\\[.*?])?): .*|.* \\[ack: (?<warning>.*)]",
          Pattern.DOTALL);

  private static final List<Finding> FINDINGS = new ArrayList<>();

  /** What a rule says of a construct. */
  private record Finding(String rule, String path, String message) {
    boolean suppressed() {
      return NagSuppression.ALL.stream().anyMatch(suppression -> suppression.covers(rule, path));
    }

    @Override
    public String toString() {
      return rule + " at " + path + ": " + message;
    }
  }

  @BeforeAll
  static void check() {
    Set<Finding> findings = new LinkedHashSet<>();
    LOOKED_AT.forEach(variant -> findings.addAll(findings(variant)));
    FINDINGS.addAll(findings);
  }

  @SuppressWarnings("deprecation") // of the messages, which have nothing in their place yet
  private static List<Finding> findings(Variant variant) {
    App app = Synthesis.app();
    WarehouseStack stack = new WarehouseStack(app, variant.props(), variant.definitions());
    Aspects.of(app)
        .add(new AwsSolutionsChecks(NagPackProps.builder().verbose(false).reports(false).build()));
    Annotations annotations = Annotations.fromStack(stack);
    return Stream.concat(
            annotations.findError("*", Match.anyValue()).stream(),
            annotations.findWarning("*", Match.anyValue()).stream())
        .map(message ->
            finding(
                message.getId().replace("/" + stack.getStackName() + "/", ""),
                String.valueOf(message.getEntry().getData())))
        .toList();
  }

  private static Finding finding(String path, String text) {
    Matcher message = MESSAGE.matcher(text);
    String rule = message.matches() ? message.group("rule") : "";
    return new Finding(rule == null ? message.group("warning") : rule, path, text);
  }

  @Test
  void whatIsFoundIsMendedOrExplained() {
    assertThat(FINDINGS.stream().filter(finding -> !finding.suppressed())).isEmpty();
  }

  @Test
  void whatIsExplainedIsFound() {
    assertThat(
            NagSuppression.ALL.stream()
                .filter(suppression ->
                    FINDINGS.stream()
                        .noneMatch(finding -> suppression.covers(finding.rule(), finding.path()))))
        .as("suppressions of what is not there any more")
        .isEmpty();
  }
}
