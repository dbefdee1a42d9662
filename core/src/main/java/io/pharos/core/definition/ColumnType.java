package io.pharos.core.definition;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The type of a column, by its Hive/Glue name. {@link #glueName()} writes it back. */
public sealed interface ColumnType {

  /** The name as Glue, Athena's DDL and a table file spell it, in lower case. */
  String glueName();

  /** A type without parameters. */
  enum Scalar implements ColumnType {
    STRING,
    BOOLEAN,
    TINYINT,
    SMALLINT,
    INT,
    BIGINT,
    FLOAT,
    DOUBLE,
    DATE,
    TIMESTAMP;

    private static final int BIGINT_DIGITS = 19;

    @Override
    public String glueName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a number is one of this type; for a float or double, within its range. */
    public boolean holds(BigDecimal number) {
      return switch (this) {
        case TINYINT, SMALLINT, INT, BIGINT ->
            new Decimal(BIGINT_DIGITS, 0).holds(number)
                && number.compareTo(BigDecimal.valueOf(least())) >= 0
                && number.compareTo(BigDecimal.valueOf(most())) <= 0;
        case FLOAT -> Float.isFinite(number.floatValue());
        case DOUBLE -> Double.isFinite(number.doubleValue());
        case STRING, BOOLEAN, DATE, TIMESTAMP -> false;
      };
    }

    /** The least whole number of this type. */
    public long least() {
      return -1L << (bits() - 1);
    }

    /** The greatest whole number of this type. */
    public long most() {
      return -1 - least();
    }

    private int bits() {
      return switch (this) {
        case TINYINT -> Byte.SIZE;
        case SMALLINT -> Short.SIZE;
        case INT -> Integer.SIZE;
        case BIGINT -> Long.SIZE;
        default -> throw new IllegalStateException(glueName() + " is no type of whole numbers");
      };
    }
  }

  /**
   * A number of {@code precision} decimal digits, {@code scale} of them behind the point. Hive's
   * limit is 38 digits.
   */
  record Decimal(int precision, int scale) implements ColumnType {
    public static final int MAX_PRECISION = 38;

    public Decimal {
      if (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision) {
        throw new IllegalArgumentException(
            "decimal(" + precision + "," + scale + "): precision is 1 to 38, scale 0 to precision");
      }
    }

    @Override
    public String glueName() {
      return "decimal(" + precision + "," + scale + ")";
    }

    /** Whether a number has no more digits than this type, trailing zeros aside. */
    public boolean holds(BigDecimal number) {
      // The exponent is looked at before the digits are laid out: 1e999999999 would be a gigabyte.
      BigDecimal value = number.stripTrailingZeros();
      long wholeDigits = (long) value.precision() - value.scale();
      return value.signum() == 0 || (value.scale() <= scale && wholeDigits <= precision - scale);
    }
  }

  /** A list of values of one type. */
  record Array(ColumnType element) implements ColumnType {
    @Override
    public String glueName() {
      return "array<" + element.glueName() + ">";
    }
  }

  /** Values by key. The key type is always string, because JSON allows only texts as keys. */
  record Map(ColumnType value) implements ColumnType {
    @Override
    public String glueName() {
      return "map<string," + value.glueName() + ">";
    }
  }

  /** Named fields, each of its own type. */
  record Struct(List<Field> fields) implements ColumnType {
    public Struct {
      fields = List.copyOf(fields);
    }

    @Override
    public String glueName() {
      return fields.stream()
          .map(field -> field.name() + ":" + field.type().glueName())
          .collect(Collectors.joining(",", "struct<", ">"));
    }
  }

  /** A field of a struct. */
  record Field(String name, ColumnType type) {}
}
