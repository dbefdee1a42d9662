package io.pharos.sql;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A type as Trino knows it; {@code toString} spells it as Trino does. */
sealed interface Type {
  /** A type without parameters. */
  enum Plain implements Type {
    UNKNOWN,
    BOOLEAN,
    TINYINT,
    SMALLINT,
    INTEGER,
    BIGINT,
    REAL,
    DOUBLE,
    VARBINARY,
    DATE,
    JSON,
    UUID,
    DAY_TIME,
    YEAR_MONTH;

    @Override
    public String toString() {
      return switch (this) {
        case DAY_TIME -> "interval day to second";
        case YEAR_MONTH -> "interval year to month";
        default -> Trees.lower(name());
      };
    }
  }

  /** An exact number. */
  record Decimal(int precision, int scale) implements Type {
    static final int MAX = 38;

    @Override
    public String toString() {
      return "decimal(" + precision + "," + scale + ")";
    }
  }

  /** A text of at most some characters, or of any number. */
  record Varchar(Optional<Integer> length) implements Type {
    static final Varchar ANY = new Varchar(Optional.empty());

    static Varchar of(long length) {
      return length >= Integer.MAX_VALUE ? ANY : new Varchar(Optional.of((int) length));
    }

    @Override
    public String toString() {
      return "varchar" + length.map(n -> "(" + n + ")").orElse("");
    }
  }

  /** A text that blanks fill up. */
  record Char(int length) implements Type {
    @Override
    public String toString() {
      return "char(" + length + ")";
    }
  }

  /** A local time of a day. */
  record Time(int precision) implements Type {
    @Override
    public String toString() {
      return "time(" + precision + ")";
    }
  }

  /** A local date and time. */
  record Timestamp(int precision) implements Type {
    @Override
    public String toString() {
      return "timestamp(" + precision + ")";
    }
  }

  /** An instant and the zone it is shown in, which has to be known before a query runs. */
  record Zoned(int precision, String zone) implements Type {
    static final String UTC = "UTC";

    @Override
    public String toString() {
      return "timestamp(" + precision + ") with time zone";
    }
  }

  /** A list. */
  record Array(Type element) implements Type {
    @Override
    public String toString() {
      return "array(" + element + ")";
    }
  }

  /** Values by key. */
  record MapOf(Type key, Type value) implements Type {
    @Override
    public String toString() {
      return "map(" + key + ", " + value + ")";
    }
  }

  /** Fields, some of them named. */
  record RowOf(List<Field> fields) implements Type {
    public RowOf {
      fields = List.copyOf(fields);
    }

    @Override
    public String toString() {
      return fields.stream()
          .map(field -> field.name().map(name -> "\"" + name + "\" ").orElse("") + field.type())
          .collect(Collectors.joining(", ", "row(", ")"));
    }
  }

  /** A field of a row. */
  record Field(Optional<String> name, Type type) {}

  default boolean isText() {
    return this instanceof Varchar || this instanceof Char || this == Plain.UNKNOWN;
  }

  default boolean isInteger() {
    return this == Plain.TINYINT
        || this == Plain.SMALLINT
        || this == Plain.INTEGER
        || this == Plain.BIGINT;
  }

  default boolean isFloating() {
    return this == Plain.REAL || this == Plain.DOUBLE;
  }

  default boolean isNumber() {
    return isInteger() || isFloating() || this instanceof Decimal;
  }

  default boolean isInterval() {
    return this == Plain.DAY_TIME || this == Plain.YEAR_MONTH;
  }

  default boolean isTime() {
    return this == Plain.DATE
        || this instanceof Timestamp
        || this instanceof Zoned
        || this instanceof Time;
  }
}
