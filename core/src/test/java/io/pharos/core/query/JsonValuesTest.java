package io.pharos.core.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.core.json.PlainJson;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonValuesTest {
  @Test
  void valuesHaveTheTextsThatAthenaGivesThem() {
    assertThat(
            json(
                true,
                7L,
                new BigDecimal("60.00"),
                1e10,
                Double.NaN,
                "x",
                LocalDate.of(1, 1, 1),
                LocalDateTime.of(2026, 3, 29, 2, 30),
                null,
                Arrays.asList(new BigDecimal("1E+2"), null)))
        .isEqualTo(
            "[true,7,60.00,10000000000.0,\"NaN\",\"x\",\"0001-01-01\",\"2026-03-29 02:30:00.000\","
                + "null,[100,null]]");
  }

  @Test
  void aKeyOfAMapIsTheTextOfItsValue() {
    assertThat(json(Map.of(new BigDecimal("60.00"), 1L))).isEqualTo("[{\"60.00\":1}]");
    assertThat(json(Map.of(1e7, 1L))).isEqualTo("[{\"10000000.0\":1}]");
    assertThat(json(Map.of(LocalDateTime.of(2026, 3, 29, 2, 30), 1L)))
        .isEqualTo("[{\"2026-03-29 02:30:00.000\":1}]");
  }

  @Test
  void aTimeBeyondTheYearsOfEventsKeepsItsYear() {
    assertThat(json(LocalDateTime.of(12_026, 1, 1, 0, 0), LocalDateTime.of(-43, 3, 15, 0, 0)))
        .isEqualTo("[\"+12026-01-01 00:00:00.000\",\"-0043-03-15 00:00:00.000\"]");
  }

  @Test
  void aNameThatComesTwiceTakesNoOtherOnes() {
    assertThat(JsonValues.names(new Named("a", "a", "a_2", "b", "a")))
        .containsExactly("a", "a_3", "a_2", "b", "a_4");
  }

  private record Named(String... names) implements QueryResult {
    @Override
    public List<ResultColumn> columns() {
      return Arrays.stream(names).map(name -> new ResultColumn(name, "varchar")).toList();
    }

    @Override
    public @Nullable List<@Nullable Object> next() {
      return null;
    }

    @Override
    public void close() {}
  }

  private static String json(@Nullable Object... values) {
    List<String> names =
        java.util.stream.IntStream.range(0, values.length).mapToObj(i -> "c" + i).toList();
    JsonNode row = JsonValues.row(names, Arrays.asList(values));
    return PlainJson.text(row).replaceAll("\"c[0-9]+\":", "").replaceFirst("^\\{(.*)\\}$", "[$1]");
  }
}
