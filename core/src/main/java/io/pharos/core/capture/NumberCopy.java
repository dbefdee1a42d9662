package io.pharos.core.capture;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pharos.core.definition.ColumnType;
import io.pharos.core.definition.ColumnType.Scalar;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Copies numbers in a form that DuckDB and OpenX's reader (of Firehose and Athena) read exactly.
 * Decimals become texts, because DuckDB, like many JSON readers, reads a number with a fraction as
 * a double.
 */
final class NumberCopy {
  /** The most characters of a number as sent, needless zeros included. */
  private static final int MAX_CHARACTERS = 1_000;

  private NumberCopy() {}

  /** Copies a number of a column that holds numbers. */
  static @Nullable Fault copy(JsonParser parser, String path, ColumnType type, JsonLine line)
      throws IOException {
    if (parser.currentToken().isScalarValue() && parser.getTextLength() > MAX_CHARACTERS) {
      return new Fault(path, "is longer than " + MAX_CHARACTERS + " characters, as no number is");
    }
    return switch (type) {
      case ColumnType.Decimal decimal -> decimal(parser, path, decimal, line);
      case Scalar.FLOAT -> floating(parser, path, Scalar.FLOAT, line);
      case Scalar.DOUBLE -> floating(parser, path, Scalar.DOUBLE, line);
      case Scalar whole -> whole(parser, path, whole, line);
      default -> throw new IllegalArgumentException(type.glueName() + " is no type of numbers");
    };
  }

  private static @Nullable Fault whole(JsonParser parser, String path, Scalar type, JsonLine line)
      throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT && fitsLong(parser)) {
      return whole(parser.getLongValue(), path, type, line);
    }
    Optional<BigDecimal> number = read(parser);
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT
        || number.isEmpty()
        || number.get().scale() != 0) {
      return ValueCopy.mistyped(parser, path, "a whole number");
    }
    return Scalar.BIGINT.holds(number.get())
        ? whole(number.get().longValueExact(), path, type, line)
        : outside(path, type);
  }

  private static boolean fitsLong(JsonParser parser) throws IOException {
    return parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
  }

  private static @Nullable Fault whole(long value, String path, Scalar type, JsonLine line) {
    if (value < type.least() || value > type.most()) {
      return outside(path, type);
    }
    line.ascii(Long.toString(value));
    return null;
  }

  private static Fault outside(String path, Scalar type) {
    return new Fault(
        path,
        "is outside the range of %s, %d to %d"
            .formatted(type.glueName(), type.least(), type.most()));
  }

  private static @Nullable Fault decimal(
      JsonParser parser, String path, ColumnType.Decimal type, JsonLine line) throws IOException {
    Optional<BigDecimal> number = read(parser);
    if (number.isEmpty() && !parser.currentToken().isNumeric()) {
      return ValueCopy.mistyped(parser, path, "a number");
    }
    if (number.isEmpty() || !type.holds(number.get())) {
      return new Fault(path, "does not fit " + type.glueName());
    }
    line.raw('"');
    line.ascii(plain(number.get()));
    line.raw('"');
    return null;
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static @Nullable Fault floating(
      JsonParser parser, String path, Scalar type, JsonLine line) throws IOException {
    if (!parser.currentToken().isNumeric()) {
      return ValueCopy.mistyped(parser, path, "a number");
    }
    double value = parser.getDoubleValue();
    if (type == Scalar.FLOAT) {
      float nearest = Float.parseFloat(parser.getText());
      if (Float.isFinite(nearest) && nearest != (float) value) {
        line.ascii(Double.toString(nearest)); // a double in between would round twice
        return null;
      }
      value = nearest;
    }
    if (!Double.isFinite(value)) {
      return new Fault(path, "is outside the range of " + type.glueName());
    }
    line.ascii(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    if (value == 0 && parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      line.ascii(".0"); // a whole -0 would lose its sign
    }
    return null;
  }

  /**
   * The number at the parser's current token, perhaps written as a text; empty if it is not a
   * number.
   */
  static Optional<BigDecimal> read(JsonParser parser) throws IOException {
    char[] text = parser.getTextCharacters();
    int from = parser.getTextOffset();
    int length = parser.getTextLength();
    boolean number =
        switch (parser.currentToken()) {
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> true;
          case VALUE_STRING -> isNumber(text, from, from + length);
          default -> false;
        };
    return number ? parse(text, from, length) : Optional.empty();
  }

  /** The number of a text; empty if it is not written as JSON writes numbers. */
  static Optional<BigDecimal> read(String text) {
    char[] characters = text.toCharArray();
    return characters.length <= MAX_CHARACTERS && isNumber(characters, 0, characters.length)
        ? parse(characters, 0, characters.length)
        : Optional.empty();
  }

  private static Optional<BigDecimal> parse(char[] text, int from, int length) {
    try {
      return Optional.of(new BigDecimal(text, from, length));
    } catch (NumberFormatException exponentOrSigns) {
      return Optional.empty();
    }
  }

  /** Whether a text that {@link BigDecimal} accepts is a number in JSON too. */
  private static boolean isNumber(char[] text, int from, int end) {
    int first = from < end && text[from] == '-' ? from + 1 : from;
    if (first == end || !isDigit(text[first]) || !isDigit(text[end - 1])) {
      return false;
    }
    for (int i = first; i < end; i++) {
      boolean point = text[i] == '.' && isDigit(text[i + 1]);
      if (!isDigit(text[i]) && !point && "+-eE".indexOf(text[i]) < 0) {
        return false;
      }
    }
    return text[first] != '0' || first + 1 == end || !isDigit(text[first + 1]); // 007 is a name
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
