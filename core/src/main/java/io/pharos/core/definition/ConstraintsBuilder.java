package io.pharos.core.definition;

import io.pharos.core.definition.ColumnType.Scalar;
import io.pharos.core.definition.TableDefinition.Kind;
import io.pharos.core.shape.Block;
import io.pharos.core.shape.Block.Entry;
import io.pharos.core.shape.ProblemLog;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the constraints of a column, and checks that values of its type can meet them. */
final class ConstraintsBuilder {
  private static final String MIN_LENGTH = "min_length";
  private static final String MAX_LENGTH = "max_length";
  private static final String PATTERN = "pattern";
  private static final String MINIMUM = "minimum";
  private static final String MAXIMUM = "maximum";
  private static final String ENUM = "enum";
  private static final List<String> OF_TEXTS = List.of(MIN_LENGTH, MAX_LENGTH, PATTERN);
  private static final List<String> OF_NUMBERS = List.of(MINIMUM, MAXIMUM);

  private final Block column;
  private final ColumnType type;
  private final ProblemLog log;

  ConstraintsBuilder(Block column, ColumnType type, ProblemLog log) {
    this.column = column;
    this.type = type;
    this.log = log;
  }

  Constraints build(Optional<Kind> kind) {
    if (kind.isPresent() && kind.get() != Kind.STREAMING) {
      refuse(all(), "only the events of a streaming table are checked; remove the key");
      return Constraints.NONE;
    }
    if (column.text("format").isPresent()) {
      refuse(all(), "a UUID has one form; remove the key, or format: uuid");
      return Constraints.NONE;
    }
    checkType();
    checkOrder(MIN_LENGTH, MAX_LENGTH, Integer.class);
    checkOrder(MINIMUM, MAXIMUM, BigDecimal.class);
    return new Constraints(
        column.get(MIN_LENGTH, Integer.class),
        column.get(MAX_LENGTH, Integer.class),
        column.text(PATTERN),
        column.get(MINIMUM, BigDecimal.class),
        column.get(MAXIMUM, BigDecimal.class),
        values());
  }

  private static List<String> all() {
    List<String> keys = new ArrayList<>(OF_TEXTS);
    keys.addAll(OF_NUMBERS);
    keys.add(ENUM);
    return keys;
  }

  private void refuse(List<String> keys, String why) {
    keys.stream().filter(column::given).forEach(key -> log.add(column, key, why));
  }

  private void checkType() {
    String is = ", and this column is " + type.glueName() + "; remove the key";
    if (!texts()) {
      refuse(OF_TEXTS, "is of texts" + is);
    }
    if (!numbers()) {
      refuse(OF_NUMBERS, "is of numbers" + is);
    }
    if (!texts() && !numbers()) {
      refuse(List.of(ENUM), "is of texts and numbers" + is);
    }
  }

  private boolean texts() {
    return type == Scalar.STRING;
  }

  private boolean numbers() {
    return switch (type) {
      case Scalar.TINYINT,
          Scalar.SMALLINT,
          Scalar.INT,
          Scalar.BIGINT,
          Scalar.FLOAT,
          Scalar.DOUBLE ->
          true;
      case ColumnType.Decimal decimal -> true;
      default -> false;
    };
  }

  private <T extends Comparable<T>> void checkOrder(String least, String most, Class<T> as) {
    Optional<T> from = column.get(least, as);
    Optional<T> to = column.get(most, as);
    if (from.isPresent() && to.isPresent() && from.get().compareTo(to.get()) > 0) {
      log.add(column, most, to.get() + " is below the " + least + ", " + from.get());
    }
  }

  private List<Object> values() {
    List<Object> values = new ArrayList<>();
    for (Entry entry : column.items(ENUM)) {
      entry.as(Object.class).filter(value -> fits(entry, value, values)).ifPresent(values::add);
    }
    return values;
  }

  private boolean fits(Entry entry, Object value, List<Object> before) {
    String wrong = "";
    if (texts() && !(value instanceof String)) {
      wrong = value + " is a number and the column's values are texts: put it in quotes";
    } else if (numbers() && !(value instanceof BigDecimal number && holds(number))) {
      wrong = "'" + value + "' is no " + type.glueName();
    } else if (before.stream().anyMatch(other -> same(value, other))) {
      wrong = "'" + value + "' is there twice; keep one";
    }
    if (!wrong.isEmpty()) {
      log.add(entry.line(), entry.path(), wrong);
    }
    return wrong.isEmpty();
  }

  private static boolean same(Object value, Object other) {
    return (value instanceof BigDecimal number && other instanceof BigDecimal before)
        ? number.compareTo(before) == 0
        : value.equals(other);
  }

  private boolean holds(BigDecimal number) {
    return switch (type) {
      case Scalar scalar -> scalar.holds(number);
      case ColumnType.Decimal decimal -> decimal.holds(number);
      default -> false;
    };
  }
}
