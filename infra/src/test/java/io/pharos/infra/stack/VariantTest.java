package io.pharos.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VariantTest {
  @ParameterizedTest
  @EnumSource(StackParameter.class)
  void everyParameterIsSetByItselfAndWithAllOthers(StackParameter parameter) {
    String key = "\"" + parameter.text() + "\":";

    assertThat(Arrays.stream(Variant.values()).filter(variant -> variant != Variant.ALL_ON))
        .as("add a variant that sets %s", parameter.text())
        .anyMatch(variant -> variant.parameters().contains(key));
    if (parameter != StackParameter.DEV) { // it takes back what others ask for
      assertThat(Variant.ALL_ON.parameters()).contains(key);
    }
  }

  @Test
  void theSameInputGivesTheSameBytes() {
    Variant all = Variant.ALL_ON;

    assertThat(Synthesis.template(all.props(), all.definitions()))
        .isEqualTo(all.template().bytes());
  }
}
