package io.pharos.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryStringTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          page=/shop;n=5     | page -> /shop;n=5
          a=1&b=2            | a -> 1, b -> 2
          a=1&&b=&           | a -> 1, b ->
          a                  | a ->
          =x                 | -> x
          a=b=c              | a -> b=c
          a=x+y%2Bz          | a -> x y+z
          a=100%&b=%u00fc    | a -> 100%, b -> %u00fc
          a=%4&b=%zz         | a -> %4, b -> %zz
          %61=%c3%BC         | a -> ü
          a=1&a=2            | a -> 1, a -> 2
          """)
  void isReadAsBrowsersWriteIt(String raw, String parameters) {
    QueryString query = QueryString.of(raw);

    assertThat(
            String.join(
                    ", ",
                    query.parameters().stream()
                        .map(one -> (one.name() + " -> " + one.value()).strip())
                        .toList())
                .strip())
        .isEqualTo(parameters);
    assertThat(query.parameters()).allMatch(QueryString.Parameter::text);
  }

  @ParameterizedTest
  @CsvSource({"a=%FF", "%FF=a", "a=%C3", "a=%ED%A0%80"})
  void saysWhatIsNoUtf8(String raw) {
    assertThat(QueryString.of("b=1&" + raw).parameters())
        .extracting(QueryString.Parameter::text)
        .containsExactly(true, false);
  }

  @Test
  void aParameterThatIsLeftOutIsNotInTheRawQueryEither() {
    QueryString query = QueryString.of("key=secret&a=%FF&key=2");

    assertThat(query.first("key").orElseThrow().value()).isEqualTo("secret");
    assertThat(query.withoutFirst("key").raw()).isEqualTo("a=%FF&key=2");
    assertThat(query.without("key").raw()).isEqualTo("a=%FF");
    assertThat(query.without("b").raw()).isEqualTo(query.raw());
    assertThat(QueryString.of("").parameters()).isEmpty();
  }
}
