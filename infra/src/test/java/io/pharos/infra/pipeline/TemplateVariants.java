package io.pharos.infra.pipeline;

import java.util.List;
import java.util.Map;

/** Parameters that {@code build.yaml} is resolved with. */
final class TemplateVariants {
  private TemplateVariants() {}

  static final Map<String, String> CONNECTED =
      Map.of(
          "Connection",
          "arn:aws:codeconnections:eu-west-1:123456789012:connection/0a",
          "Repository",
          "somebody/warehouse");

  static final Map<String, String> EVERYTHING =
      Map.of(
          "Approval", "yes",
          "Email", "me@example.org",
          "WriteKeyParameter", "/pharos/key",
          "WriteKeySecret", "pharos/write-keys",
          "CustomDomain", "yes",
          "DatabasePattern", "events_*");

  static final Map<String, String> LONGEST =
      Map.of(
          "Stack",
          "a".repeat(30),
          "Branch",
          "b".repeat(30),
          "CustomDomain",
          "yes",
          "Approval",
          "yes",
          "WriteKeyParameter",
          "/" + "k".repeat(60),
          "WriteKeySecret",
          "k".repeat(60),
          "DatabasePattern",
          "d".repeat(60) + "*");

  /** Ways to fill in the parameters; each must hold what holds of the template. */
  static List<Map<String, String>> all() {
    return List.of(
        Map.of(),
        CONNECTED,
        EVERYTHING,
        Map.of("SmokeTest", "no"),
        Map.of("Repository", "existing", "Branch", "trial"),
        LONGEST);
  }
}
