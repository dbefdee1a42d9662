package io.pharos.infra.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PriceTest {
  private final Price price =
      new Price(
          "requests",
          "request",
          "https://example.com",
          List.of(new Price.Tier(0, 1.00, 1e6), new Price.Tier(300e6, 0.90, 1e6)));

  @Test
  void eachPartOfAQuantityHasThePriceOfItsTier() {
    assertThat(price.cost(0)).isZero();
    assertThat(price.cost(1e6)).isEqualTo(1.00);
    assertThat(price.cost(300e6)).isEqualTo(300.00);
    assertThat(price.cost(400e6)).isCloseTo(300.00 + 90.00, within(1e-9));
  }

  @Test
  void tiersBeginAtZeroAndAscend() {
    assertThatThrownBy(() -> of(new Price.Tier(5, 1, 1))).hasMessageContaining("from 0 on");
    assertThatThrownBy(() -> of(new Price.Tier(0, 1, 1), new Price.Tier(0, 2, 1)))
        .hasMessageContaining("ascend");
    assertThatThrownBy(() -> new Price.Tier(0, 0, 1)).hasMessageContaining("above 0");
  }

  private static Price of(Price.Tier... tiers) {
    return new Price("requests", "request", "https://example.com", List.of(tiers));
  }
}
