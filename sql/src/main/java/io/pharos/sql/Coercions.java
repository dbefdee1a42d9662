package io.pharos.sql;

import io.pharos.sql.Type.Array;
import io.pharos.sql.Type.Char;
import io.pharos.sql.Type.Decimal;
import io.pharos.sql.Type.MapOf;
import io.pharos.sql.Type.Plain;
import io.pharos.sql.Type.RowOf;
import io.pharos.sql.Type.Time;
import io.pharos.sql.Type.Timestamp;
import io.pharos.sql.Type.Varchar;
import io.pharos.sql.Type.Zoned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which types Trino takes for one another by itself. */
final class Coercions {
  private static final List<Type> NUMBERS =
      List.of(Plain.TINYINT, Plain.SMALLINT, Plain.INTEGER, Plain.BIGINT, Plain.REAL, Plain.DOUBLE);

  private Coercions() {}

  /** The decimal that holds every value of an integer type. */
  static Optional<Decimal> decimal(Type type) {
    return switch (type) {
      case Decimal decimal -> Optional.of(decimal);
      case Plain.TINYINT -> Optional.of(new Decimal(3, 0));
      case Plain.SMALLINT -> Optional.of(new Decimal(5, 0));
      case Plain.INTEGER -> Optional.of(new Decimal(10, 0));
      case Plain.BIGINT -> Optional.of(new Decimal(19, 0));
      default -> Optional.empty();
    };
  }

  static boolean fits(Type from, Type to) {
    return common(from, to).filter(to::equals).isPresent();
  }

  /** The least type that takes both; which is null where there is none. */
  static Optional<Type> common(Type a, Type b) {
    return Optional.ofNullable(least(a, b));
  }

  private static @Nullable Type least(Type a, Type b) {
    if (a.equals(b) || b == Plain.UNKNOWN) {
      return a;
    }
    if (a == Plain.UNKNOWN) {
      return b;
    }
    if (a.isNumber() && b.isNumber()) {
      return number(a, b);
    }
    if (a.isText() && b.isText()) {
      return text(a, b);
    }
    if (a.isTime() && b.isTime()) {
      return time(a, b);
    }
    return nested(a, b);
  }

  private static Type number(Type a, Type b) {
    int first = NUMBERS.indexOf(a);
    int second = NUMBERS.indexOf(b);
    if (first >= 0 && second >= 0) {
      return NUMBERS.get(Math.max(first, second));
    }
    if (a.isFloating()) {
      return a;
    }
    if (b.isFloating()) {
      return b;
    }
    Decimal left = decimal(a).orElseThrow();
    Decimal right = decimal(b).orElseThrow();
    int scale = Math.max(left.scale(), right.scale());
    int whole = Math.max(left.precision() - left.scale(), right.precision() - right.scale());
    return new Decimal(Math.min(Decimal.MAX, whole + scale), scale);
  }

  private static Type text(Type a, Type b) {
    if (a instanceof Char left && b instanceof Char right) {
      return new Char(Math.max(left.length(), right.length()));
    }
    Optional<Integer> left = length(a);
    Optional<Integer> right = length(b);
    if (a instanceof Char || b instanceof Char) {
      return a instanceof Varchar ? wider(a, left, right) : wider(b, right, left);
    }
    return left.isEmpty() || right.isEmpty()
        ? Varchar.ANY
        : Varchar.of(Math.max(left.get(), right.get()));
  }

  private static Type wider(Type varchar, Optional<Integer> own, Optional<Integer> other) {
    return own.isEmpty() || other.isEmpty() || own.get() >= other.get()
        ? varchar
        : Varchar.of(other.get());
  }

  private static Optional<Integer> length(Type type) {
    return switch (type) {
      case Varchar varchar -> varchar.length();
      case Char fixed -> Optional.of(fixed.length());
      default -> Optional.of(0);
    };
  }

  private static @Nullable Type time(Type a, Type b) {
    if (a instanceof Time left && b instanceof Time right) {
      return new Time(Math.max(left.precision(), right.precision()));
    }
    if (a instanceof Time || b instanceof Time) {
      return null;
    }
    int precision = Math.max(precision(a), precision(b));
    if (a instanceof Zoned left && b instanceof Zoned right) {
      return new Zoned(precision, left.zone().equals(right.zone()) ? left.zone() : ZoneText.MIXED);
    }
    if (a instanceof Zoned || b instanceof Zoned) {
      Zoned zoned = (Zoned) (a instanceof Zoned ? a : b);
      return new Zoned(precision, zoned.zone().equals(Zoned.UTC) ? Zoned.UTC : ZoneText.MIXED);
    }
    return new Timestamp(precision);
  }

  private static int precision(Type type) {
    return switch (type) {
      case Timestamp timestamp -> timestamp.precision();
      case Zoned zoned -> zoned.precision();
      default -> 0;
    };
  }

  private static @Nullable Type nested(Type a, Type b) {
    if (a instanceof Array left && b instanceof Array right) {
      Type element = least(left.element(), right.element());
      return element == null ? null : new Array(element);
    }
    if (a instanceof MapOf left && b instanceof MapOf right) {
      Type key = least(left.key(), right.key());
      Type value = least(left.value(), right.value());
      return key == null || value == null ? null : new MapOf(key, value);
    }
    return a instanceof RowOf left && b instanceof RowOf right ? row(left, right) : null;
  }

  private static @Nullable Type row(RowOf a, RowOf b) {
    if (a.fields().size() != b.fields().size()) {
      return null;
    }
    List<Type.Field> fields = new ArrayList<>();
    for (int i = 0; i < a.fields().size(); i++) {
      Type type = least(a.fields().get(i).type(), b.fields().get(i).type());
      if (type == null) {
        return null;
      }
      Optional<String> name = a.fields().get(i).name();
      fields.add(
          new Type.Field(name.equals(b.fields().get(i).name()) ? name : Optional.empty(), type));
    }
    return new RowOf(fields);
  }
}
