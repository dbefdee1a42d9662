package io.pharos.infra.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.core.definition.CurationName;
import io.pharos.core.definition.TableName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CurationStartTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final CurationName MONTHS = CurationName.parse("shop.months");

  /** What the state machine tells of a window, with the keys that are read from its state. */
  private static final JsonNode ANNOUNCED =
      new StateGraph(CurationStateMachine.definition("aws", "function", "pharos"))
          .state("Announce")
          .path("Parameters")
          .path("Entries")
          .path(0);

  @Test
  void aScheduleNamesTheCuration() throws JsonProcessingException {
    assertThat(MAPPER.readTree(CurationStart.atItsTime(MONTHS)))
        .isEqualTo(MAPPER.readTree("{\"curation\": \"shop.months\"}"));
  }

  @Test
  void aRuleTellsWhichWindowWasPublished() throws JsonProcessingException {
    String template = CurationStart.whenPublished(MONTHS);
    for (Map.Entry<String, String> path : CurationStart.PUBLISHED_PATHS.entrySet()) {
      String key = path.getValue().replace("$.detail.", "");
      assertThat(ANNOUNCED.path("Detail").has(key + ".$")).as(key).isTrue();
      template = template.replace("<" + path.getKey() + ">", "\"" + key + "\"");
    }

    assertThat(MAPPER.readTree(template))
        .isEqualTo(
            MAPPER.readTree(
                """
                {"curation": "shop.months", "published": {"table": "table", "window": "window"}}\
                """));
  }

  @Test
  void aRuleIsForTheTablesThatACurationReadsInItsOwnStack() {
    String machine = "arn:aws:states:eu-west-1:123456789012:stateMachine:pharos-curations";
    JsonNode pattern =
        MAPPER.valueToTree(CurationStart.pattern(machine, List.of(TableName.parse("shop.days"))));

    assertThat(pattern.at("/source/0")).isEqualTo(ANNOUNCED.path("Source"));
    assertThat(pattern.at("/detail-type/0")).isEqualTo(ANNOUNCED.path("DetailType"));
    assertThat(pattern.at("/resources/0").asText()).isEqualTo(machine);
    assertThat(pattern.at("/detail/table").toString()).isEqualTo("[\"shop.days\"]");
    assertThat(ANNOUNCED.path("Detail").has("table.$")).isTrue();
  }
}
