package io.pharos.core.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A typed value, as a literal of Athena SQL. */
public sealed interface Literal {
  String sql();

  /** UTC, to the millisecond; Athena's {@code timestamp(3)}. */
  record Timestamp(LocalDateTime value) implements Literal {
    private static final DateTimeFormatter FORMAT =
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    public Timestamp(Instant value) {
      this(LocalDateTime.ofInstant(value, ZoneOffset.UTC));
    }

    @Override
    public String sql() {
      return "TIMESTAMP '" + FORMAT.format(value) + "'";
    }
  }

  record Date(LocalDate value) implements Literal {
    @Override
    public String sql() {
      return "DATE '" + value + "'";
    }
  }

  record Text(String value) implements Literal {
    @Override
    public String sql() {
      return "'" + value.replace("'", "''") + "'";
    }
  }

  record Whole(long value) implements Literal {
    @Override
    public String sql() {
      return value < 0 ? "(" + value + ")" : Long.toString(value);
    }
  }

  record Decimal(BigDecimal value) implements Literal {
    @Override
    public String sql() {
      return "DECIMAL '" + value.toPlainString() + "'";
    }
  }

  record Truth(boolean value) implements Literal {
    @Override
    public String sql() {
      return Boolean.toString(value);
    }
  }
}
