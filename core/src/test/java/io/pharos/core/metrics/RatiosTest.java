package io.pharos.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.core.definition.DatabaseDefinition;
import io.pharos.core.definition.DatabaseDefinition.Ratio;
import java.util.List;
import org.junit.jupiter.api.Test;

class RatiosTest {
  private static final DatabaseDefinition SHOP =
      new DatabaseDefinition(
          "shop", "", "Warehouse/Shop", List.of(new Ratio("ReturnRate", "returns", "orders")));

  @Test
  void aColumnThatIsCalledLikeARatioIsShownAsItIs() {
    ObjectNode row = JsonNodeFactory.instance.objectNode().put("returns", 1).put("orders", 4);
    row.put("return_rate", "a quarter");

    Ratios.of(SHOP, List.of("returns", "orders", "return_rate")).add(row);

    assertThat(row.path("return_rate").asText()).isEqualTo("a quarter");
  }
}
