package io.pharos.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Tables of text: two columns, parted by the last bar of a line. */
final class Fixtures {
  private Fixtures() {}

  static Stream<Arguments> pairs(String file) {
    try (InputStream in = Objects.requireNonNull(Fixtures.class.getResourceAsStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isEmpty())
          .map(line -> {
            int bar = line.lastIndexOf(" |");
            return Arguments.of(line.substring(0, bar), line.substring(bar + 2).strip());
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
