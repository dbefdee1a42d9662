package io.pharos.sql;

import java.util.List;

/** The type of an argument or of a result, with what a call binds. */
sealed interface TypePattern {
  /** A type as it is. */
  record Fixed(Type type) implements TypePattern {}

  /** Any type, the same wherever its name stands. */
  record Variable(String name) implements TypePattern {}

  /** A type with numbers: names that a call binds, or sums of them. */
  record Sized(String name, List<String> sizes) implements TypePattern {}

  /** A type, or a function, of other types. */
  record Nested(String name, List<TypePattern> parts) implements TypePattern {
    public Nested {
      parts = List.copyOf(parts);
    }

    boolean isFunction() {
      return name.equals("function");
    }
  }
}
