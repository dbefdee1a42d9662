package io.pharos.core.capture;

import com.fasterxml.jackson.core.JsonParser;
import io.pharos.core.definition.Column;
import io.pharos.core.definition.Constraints;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One constraint on the values of a column, beyond their type. */
interface ValueRule {
  /**
   * What is wrong with the value at the parser's current token, which has the column's type; null
   * for a valid one.
   */
  @Nullable String broken(JsonParser value) throws IOException;

  /** The rules of a column. */
  static List<ValueRule> of(Column column) {
    Constraints constraints = column.constraints();
    List<ValueRule> rules = new ArrayList<>();
    constraints.minLength().map(ValueRule::minLength).ifPresent(rules::add);
    constraints.maxLength().map(ValueRule::maxLength).ifPresent(rules::add);
    constraints.pattern().map(PatternRule::new).ifPresent(rules::add);
    constraints.minimum().map(ValueRule::minimum).ifPresent(rules::add);
    constraints.maximum().map(ValueRule::maximum).ifPresent(rules::add);
    if (!constraints.values().isEmpty()) {
      rules.add(oneOf(constraints.values()));
    }
    return List.copyOf(rules);
  }

  private static ValueRule minLength(int least) {
    return value -> {
      int length = characters(value);
      return length >= least ? null : "has " + length + " characters; min_length is " + least;
    };
  }

  private static ValueRule maxLength(int most) {
    return value -> {
      int length = characters(value);
      return length <= most ? null : "has " + length + " characters; max_length is " + most;
    };
  }

  private static int characters(JsonParser value) throws IOException {
    return Character.codePointCount(
        value.getTextCharacters(), value.getTextOffset(), value.getTextLength());
  }

  private static ValueRule minimum(BigDecimal least) {
    return value -> number(value).compareTo(least) >= 0 ? null : "is below the minimum, " + least;
  }

  private static ValueRule maximum(BigDecimal most) {
    return value -> number(value).compareTo(most) <= 0 ? null : "is above the maximum, " + most;
  }

  /** The number as sent; a double with an exponent beyond all range is 0. */
  private static BigDecimal number(JsonParser value) throws IOException {
    return NumberCopy.read(value).orElse(BigDecimal.ZERO);
  }

  private static ValueRule oneOf(List<Object> values) {
    String broken =
        "is not one of " + String.join(", ", values.stream().map(Object::toString).toList());
    if (values.getFirst() instanceof BigDecimal) {
      Set<BigDecimal> numbers = new TreeSet<>(); // 12.5 is 12.50
      values.forEach(value -> numbers.add((BigDecimal) value));
      return value -> numbers.contains(number(value)) ? null : broken;
    }
    Set<Object> texts = new HashSet<>(values);
    return value -> texts.contains(value.getText()) ? null : broken;
  }
}
