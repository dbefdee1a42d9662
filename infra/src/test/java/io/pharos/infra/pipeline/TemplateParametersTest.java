package io.pharos.infra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemplateParametersTest {
  @Test
  void areThoseThatAYamlReaderFinds() throws IOException {
    List<TemplateParameter> expected = new ArrayList<>();
    Yaml.read(ResolvedTemplate.FILE)
        .path("Parameters")
        .properties()
        .forEach(each -> expected.add(parameter(each.getKey(), each.getValue())));

    assertThat(TemplateParameters.of(ResolvedTemplate.FILE))
        .hasSizeGreaterThan(10)
        .containsExactlyElementsOf(expected);
  }

  @Test
  void theirDefaultsAreAllowed() throws IOException {
    JsonNode template = Yaml.read(ResolvedTemplate.FILE).path("Parameters");

    assertThat(TemplateParameters.of(ResolvedTemplate.FILE))
        .allSatisfy(parameter ->
            assertThat(parameter.problem(template.path(parameter.name()).path("Default").asText()))
                .isEmpty());
  }

  private static TemplateParameter parameter(String name, JsonNode properties) {
    List<String> allowed = new ArrayList<>();
    properties.path("AllowedValues").forEach(value -> allowed.add(value.asText()));
    return new TemplateParameter(
        name,
        allowed,
        Optional.ofNullable(properties.get("AllowedPattern")).map(JsonNode::asText),
        properties.path("ConstraintDescription").asText());
  }
}
