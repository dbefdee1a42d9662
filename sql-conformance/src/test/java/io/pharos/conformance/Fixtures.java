package io.pharos.conformance;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Tables of text: two columns, parted by the last bar of a line. */
final class Fixtures {
  private Fixtures() {}

  static Stream<Arguments> pairs(String file) {
    return Lines.of(Fixtures.class, file).stream()
        .map(line -> {
          int bar = line.lastIndexOf(" |");
          return Arguments.of(line.substring(0, bar), line.substring(bar + 2).strip());
        });
  }
}
