package io.pharos.infra.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceListTest {
  @Test
  void theShippedListHasItsRegionItsDateAndAPageOfEachPrice() {
    assertThat(Loads.PRICES.region()).isEqualTo("us-east-1");
    assertThat(Loads.PRICES.date()).isAfter("2026-01-01");
    assertThat(Loads.PRICES.prices().values())
        .allSatisfy(price -> {
          assertThat(price.source()).startsWith("https://aws.amazon.com/").endsWith("/");
          assertThat(price.unit()).isNotBlank();
        });
  }

  @Test
  void everyPriceIsUsedAndEveryUsedOneIsThere() {
    Set<String> used =
        Stream.of(Loads.single(10), Loads.onDemand(10))
            .flatMap(load -> Estimate.of(load, Loads.PRICES).lines().stream())
            .map(line -> line.charge().price())
            .collect(Collectors.toSet());

    assertThat(used).isEqualTo(Loads.PRICES.prices().keySet());
  }

  @Test
  void whatIsFreeIsInThePricesUnits() {
    PriceList list =
        PriceList.parse(
            """
            region = eu-north-1
            date = 2026-11-21
            a | 0  | 2.00 | 1 | thing | https://example.com/
            b | 0  | 2.00 | 1 | thing | https://example.com/
            free.a = 10
            """);

    assertThat(list.free("a")).isEqualTo(10);
    assertThat(list.free("b")).isZero();
  }

  @Test
  void linesOfOneNameAreTiers() {
    PriceList list =
        PriceList.parse(
            """
            # a comment
            region = eu-north-1
            date = 2026-11-21

            a | 0  | 2.00 | 1 | thing | https://example.com/
            a | 10 | 1.00 | 1 | thing | https://example.com/
            """);

    assertThat(list.region()).isEqualTo("eu-north-1");
    assertThat(list.price("a").tiers())
        .isEqualTo(List.of(new Price.Tier(0, 2, 1), new Price.Tier(10, 1, 1)));
    assertThatThrownBy(() -> list.price("b")).hasMessage("there is no price 'b'");
  }

  @Test
  void whatIsFreeHasAPrice() {
    assertThatThrownBy(() -> PriceList.parse("region = here\ndate = 2026-11-21\nfree.kms.keys = 1"))
        .hasMessage("prices.txt: free.kms.keys: there is no such price");
  }

  @ParameterizedTest
  @CsvSource({
    "a | 0 | 1 | 1 | thing, prices.txt:1: a price has 6 fields",
    "a | 0 | much | 1 | thing | https://example.com/, prices.txt:1: For input string",
    "a | 5 | 1 | 1 | thing | https://example.com/, prices.txt:1: a: the first price is from 0 on",
    "date = 2026-11-21, prices.txt: region is missing",
    "region = here, prices.txt: date is missing"
  })
  void whatIsWrongIsToldWithItsLine(String text, String message) {
    assertThatThrownBy(() -> PriceList.parse(text)).hasMessageStartingWith(message);
  }
}
