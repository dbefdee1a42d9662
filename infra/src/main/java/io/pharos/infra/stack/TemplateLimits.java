package io.pharos.infra.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Supplier;

/** The limits of a template. A larger one is refused before anything is deployed. */
final class TemplateLimits {
  /** CloudFormation: the most resources of a template, and the most bytes of a template in S3. */
  static final int MAX_RESOURCES = 500;

  static final int MAX_BYTES = 1_000_000;

  /**
   * IAM: the most characters, without white space, of a role's inline policies, and of a managed
   * policy.
   */
  static final int MAX_INLINE_POLICIES = 10_240;

  static final int MAX_MANAGED_POLICY = 6_144;

  /** IAM: the most managed policies of a role, unless the account's quota was raised. */
  static final int MAX_MANAGED_POLICIES = 10;

  /** The most characters of a resolved reference: CDK's own estimate, which is longer than ours. */
  private static final String REFERENCE = "x".repeat(150);

  private static final Map<String, String> LONGEST =
      Map.of(
          "AWS::Partition", "aws-us-gov",
          "AWS::Region", "ap-southeast-1",
          "AWS::AccountId", "123456789012");

  private static final Amount NOTHING = new Amount(0, 0);

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private TemplateLimits() {}

  /** A quantity, and its limit. */
  private record Amount(long is, long limit) {
    Amount and(Amount other) {
      return new Amount(is + other.is, limit);
    }

    /** How many tables fit, if {@code base} is the quantity without tables. */
    long fitting(long base, int tables) {
      return limit <= base ? 0 : (limit - base) * tables / (is - base);
    }
  }

  /**
   * Refuses a template that exceeds a limit.
   *
   * @param tables of the template
   * @param empty the template without tables; made only if a limit is exceeded
   * @throws IllegalArgumentException with every limit that is exceeded, and how many tables fit
   */
  static void check(byte[] template, int tables, Supplier<byte[]> empty) {
    Map<String, Amount> over = amounts(template);
    over.values().removeIf(amount -> amount.is <= amount.limit);
    if (over.isEmpty()) {
      return;
    }
    Map<String, Amount> without = amounts(empty.get());
    StringJoiner message =
        new StringJoiner(
            "\n  ",
            "the stack is too large:\n  ",
            "\nmake two stacks of it, each with some of the tables (--stack, --tables, --curations):"
                + " a curation reads tables of its own stack only");
    over.forEach((what, amount) -> {
      long base = without.getOrDefault(what, NOTHING).is;
      message.add(
          String.format(
              Locale.ROOT,
              "%s: %,d, and there may be %,d; of its %d tables about %d fit",
              what,
              amount.is,
              amount.limit,
              tables,
              amount.fitting(base, tables)));
    });
    throw new IllegalArgumentException(message.toString());
  }

  private static Map<String, Amount> amounts(byte[] template) {
    JsonNode resources = resources(template);
    Map<String, Amount> amounts = new LinkedHashMap<>();
    amounts.put("resources", new Amount(resources.size(), MAX_RESOURCES));
    amounts.put("bytes of template", new Amount(template.length, MAX_BYTES));
    resources.properties().forEach(resource -> addPolicies(resource, amounts));
    return amounts;
  }

  static JsonNode resources(byte[] template) {
    try {
      return MAPPER.readTree(template).path("Resources");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addPolicies(
      Map.Entry<String, JsonNode> resource, Map<String, Amount> amounts) {
    JsonNode properties = resource.getValue().path("Properties");
    switch (resource.getValue().path("Type").asText()) {
      case "AWS::IAM::Role" -> {
        for (JsonNode policy : properties.path("Policies")) {
          add("characters of policies of " + resource.getKey(), inline(policy), amounts);
        }
      }
      case "AWS::IAM::Policy" -> {
        for (String role : roles(properties)) {
          add("characters of policies of " + role, inline(properties), amounts);
        }
      }
      case "AWS::IAM::ManagedPolicy" -> {
        add(
            "characters of " + resource.getKey(),
            new Amount(characters(properties.path("PolicyDocument")), MAX_MANAGED_POLICY),
            amounts);
        for (String role : roles(properties)) {
          add("managed policies of " + role, new Amount(1, MAX_MANAGED_POLICIES), amounts);
        }
      }
      default -> {}
    }
  }

  private static void add(String what, Amount amount, Map<String, Amount> amounts) {
    amounts.merge(what, amount, Amount::and);
  }

  private static Amount inline(JsonNode policy) {
    return new Amount(characters(policy.path("PolicyDocument")), MAX_INLINE_POLICIES);
  }

  private static List<String> roles(JsonNode properties) {
    List<String> roles = new ArrayList<>();
    properties.path("Roles").forEach(role -> roles.add(role.path("Ref").asText()));
    return roles;
  }

  /** The characters as IAM counts them, after CloudFormation has resolved the references. */
  private static int characters(JsonNode document) {
    return resolved(document).toString().length();
  }

  private static JsonNode resolved(JsonNode value) {
    if (value.has("Fn::Join")) {
      JsonNode join = value.path("Fn::Join");
      StringJoiner text = new StringJoiner(join.path(0).asText());
      join.path(1).forEach(part -> text.add(resolved(part).asText()));
      return JsonNodeFactory.instance.textNode(text.toString());
    }
    if (value.has("Ref")) {
      return JsonNodeFactory.instance.textNode(
          LONGEST.getOrDefault(value.path("Ref").asText(), REFERENCE));
    }
    if (value.has("Fn::GetAtt")) {
      return JsonNodeFactory.instance.textNode(REFERENCE);
    }
    if (value.isObject()) {
      var object = JsonNodeFactory.instance.objectNode();
      value.properties().forEach(field -> object.set(field.getKey(), resolved(field.getValue())));
      return object;
    }
    if (value.isArray()) {
      var array = JsonNodeFactory.instance.arrayNode();
      value.forEach(element -> array.add(resolved(element)));
      return array;
    }
    return value;
  }
}
