package io.pharos.conformance;

import java.util.List;
import java.util.regex.Pattern;

/** Kinds of random statements whose answer is not Trino's, and stays so. */
final class Exceptions {
  private static final List<Pattern> ALL =
      Lines.of(Exceptions.class, "random-exceptions.tsv").stream()
          .map(line -> Pattern.compile(line.substring(line.indexOf('\t') + 1)))
          .toList();

  private Exceptions() {}

  static boolean holdFor(String sql) {
    return ALL.stream().anyMatch(kind -> kind.matcher(sql).find());
  }
}
