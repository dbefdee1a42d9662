package io.pharos.infra.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.infra.warehouse.HttpOptions.TrafficAccess;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What cdk-nag's AwsSolutions finds in the API is what is meant so, and nothing else. */
class HttpApiNagTest {
  private static final String API = HttpVariant.STACK + "/Http/";
  private static final String ROUTE_WITHOUT_AUTHORIZATION = "AwsSolutions-APIG4";

  /** A rule that is not kept, where, and why that is right. */
  private record Accepted(String rule, String place, String reason) {
    String finding() {
      return rule + " " + API + place;
    }
  }

  private static final List<Accepted> EVENTS =
      List.of(
          new Accepted(
              ROUTE_WITHOUT_AUTHORIZATION,
              "Events",
              "Senders are browsers and devices that have no account. The route only takes; the"
                  + " beacon itself asks for a write key where there are some."),
          new Accepted(
              ROUTE_WITHOUT_AUTHORIZATION, "Pixel", "The same, as the address of an image."));

  private static final Accepted OPEN_LOOK_UP =
      new Accepted(
          ROUTE_WITHOUT_AUTHORIZATION,
          "Traffic",
          "Open is one of three kinds of access that the options choose from.");

  @ParameterizedTest
  @EnumSource
  void findsWhatIsMeantSoAndNothingElse(HttpVariant variant) {
    assertThat(findings(variant))
        .containsExactlyInAnyOrderElementsOf(accepted(variant).map(Accepted::finding).toList());
  }

  private static Stream<Accepted> accepted(HttpVariant variant) {
    return variant.http().traffic() instanceof TrafficAccess.Open
        ? Stream.concat(EVENTS.stream(), Stream.of(OPEN_LOOK_UP))
        : EVENTS.stream();
  }

  private static List<String> findings(HttpVariant variant) {
    JsonNode lines = variant.findings();
    assertThat(lines).isNotEmpty();
    return lines
        .valueStream()
        .filter(line -> line.path("resourceId").asText().startsWith(API))
        .filter(line -> !line.path("compliance").asText().equals("Compliant"))
        .map(line -> line.path("ruleId").asText() + " " + line.path("resourceId").asText())
        .toList();
  }
}
