package io.pharos.core.definition;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The constraints on the values of a column, beyond its type. An event that violates one is
 * refused.
 *
 * @param minLength the fewest characters (code points) of a text
 * @param maxLength the most characters of a text
 * @param pattern a regular expression that matches the whole of a text
 * @param minimum the least number
 * @param maximum the greatest number
 * @param values the allowed values, texts or numbers; empty if any are allowed
 */
public record Constraints(
    Optional<Integer> minLength,
    Optional<Integer> maxLength,
    Optional<String> pattern,
    Optional<BigDecimal> minimum,
    Optional<BigDecimal> maximum,
    List<Object> values) {
  public static final Constraints NONE =
      new Constraints(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of());

  public Constraints {
    values = List.copyOf(values);
  }
}
