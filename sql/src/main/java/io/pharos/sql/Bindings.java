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
import io.pharos.sql.TypePattern.Fixed;
import io.pharos.sql.TypePattern.Nested;
import io.pharos.sql.TypePattern.Sized;
import io.pharos.sql.TypePattern.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one call binds the variables of a signature to. */
final class Bindings {
  private static final int MILLIS = 3;

  private final Map<String, Type> types = new HashMap<>();
  private final Map<String, Long> sizes = new HashMap<>();
  private @Nullable String zone;
  private int precision;

  /** Whether a value of a type can be given, by itself or taken for another type. */
  boolean bind(TypePattern pattern, Type type) {
    return switch (pattern) {
      case Fixed fixed ->
          Coercions.fits(type, fixed.type())
              || (fixed.type() == Plain.JSON && type == Plain.UNKNOWN);
      case Variable variable -> bindVariable(variable.name(), type);
      case Sized sized -> bindSized(sized, type);
      case Nested nested -> bindNested(nested, type);
    };
  }

  private boolean bindVariable(String name, Type type) {
    Type bound = types.get(name);
    if (bound == null) {
      types.put(name, type);
      return true;
    }
    Optional<Type> common = Coercions.common(bound, type);
    common.ifPresent(both -> types.put(name, both));
    return common.isPresent();
  }

  private boolean bindSized(Sized pattern, Type type) {
    return switch (pattern.name()) {
      case "varchar" -> {
        if (!type.isText()) {
          yield false;
        }
        long length =
            switch (type) {
              case Varchar varchar -> varchar.length().orElse(Integer.MAX_VALUE);
              case Char fixed -> fixed.length();
              default -> 0;
            };
        sizes.merge(pattern.sizes().getFirst(), length, Math::max);
        yield true;
      }
      case "char" -> {
        if (type instanceof Char fixed) {
          sizes.merge(pattern.sizes().getFirst(), (long) fixed.length(), Math::max);
        }
        yield type instanceof Char || type == Plain.UNKNOWN;
      }
      case "decimal" -> {
        Optional<Decimal> decimal = Coercions.decimal(type);
        decimal.ifPresent(number -> {
          sizes.put("p", (long) number.precision());
          sizes.put("s", (long) number.scale());
        });
        if (type == Plain.UNKNOWN) {
          sizes.putIfAbsent("p", 1L);
          sizes.putIfAbsent("s", 0L);
        }
        yield decimal.isPresent() || type == Plain.UNKNOWN;
      }
      case "time" -> bindTime(type);
      case "timestamp" ->
          bindNull(type)
              || (type.isTime()
                  && !(type instanceof Zoned)
                  && !(type instanceof Time)
                  && bindPrecision(type));
      default -> bindZoned(type);
    };
  }

  private boolean bindTime(Type type) {
    if (type instanceof Time time) {
      precision = Math.max(precision, time.precision());
    }
    return type instanceof Time || type == Plain.UNKNOWN;
  }

  private boolean bindPrecision(Type type) {
    precision =
        Math.max(precision, type instanceof Timestamp timestamp ? timestamp.precision() : 0);
    return true;
  }

  private boolean bindZoned(Type type) {
    if (type instanceof Zoned zoned) {
      zone = zone == null || zone.equals(zoned.zone()) ? zoned.zone() : ZoneText.MIXED;
      precision = Math.max(precision, zoned.precision());
      return true;
    }
    return bindNull(type) || (type.isTime() && !(type instanceof Time) && bindPrecision(type));
  }

  /** A time that is null has milliseconds. */
  private boolean bindNull(Type type) {
    if (type == Plain.UNKNOWN) {
      precision = Math.max(precision, MILLIS);
    }
    return type == Plain.UNKNOWN;
  }

  private boolean bindNested(Nested pattern, Type type) {
    if (type == Plain.UNKNOWN) {
      pattern.parts().forEach(part -> bind(part, Plain.UNKNOWN));
      return true;
    }
    return switch (pattern.name()) {
      case "array" ->
          type instanceof Array array && bind(pattern.parts().getFirst(), array.element());
      case "map" ->
          type instanceof MapOf map
              && bind(pattern.parts().get(0), map.key())
              && bind(pattern.parts().get(1), map.value());
      case "row" -> type instanceof RowOf row && bindRow(pattern, row);
      default -> false;
    };
  }

  private boolean bindRow(Nested pattern, RowOf row) {
    if (pattern.parts().size() != row.fields().size()) {
      return false;
    }
    for (int i = 0; i < row.fields().size(); i++) {
      if (!bind(pattern.parts().get(i), row.fields().get(i).type())) {
        return false;
      }
    }
    return true;
  }

  /** The type that a pattern stands for in this call. */
  Type type(TypePattern pattern) {
    return switch (pattern) {
      case Fixed fixed -> fixed.type();
      case Variable variable -> types.getOrDefault(variable.name(), Plain.UNKNOWN);
      case Sized sized -> sized(sized);
      case Nested nested -> nested(nested);
    };
  }

  private Type sized(Sized pattern) {
    List<Long> values = pattern.sizes().stream().map(size -> new Sum(size, sizes).value()).toList();
    return switch (pattern.name()) {
      case "varchar" -> Varchar.of(values.getFirst());
      case "char" -> new Char(values.getFirst().intValue());
      case "decimal" -> new Decimal(values.get(0).intValue(), values.get(1).intValue());
      case "time" -> new Time(size(pattern));
      case "timestamp" -> new Timestamp(size(pattern));
      default -> new Zoned(size(pattern), zone == null ? Zoned.UTC : zone);
    };
  }

  private int size(Sized pattern) {
    return TypeText.number(pattern.sizes().getFirst()).orElse(precision);
  }

  private Type nested(Nested pattern) {
    List<Type> parts = new ArrayList<>();
    pattern.parts().forEach(part -> parts.add(type(part)));
    return switch (pattern.name()) {
      case "array" -> new Array(parts.getFirst());
      case "map" -> new MapOf(parts.get(0), parts.get(1));
      default ->
          new RowOf(parts.stream().map(part -> new Type.Field(Optional.empty(), part)).toList());
    };
  }

  long size(String name) {
    return sizes.getOrDefault(name, 0L);
  }
}
