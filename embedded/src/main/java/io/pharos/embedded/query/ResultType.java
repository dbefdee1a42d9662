package io.pharos.embedded.query;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The type of a column of a result, by the engine's name. Except in plain columns, the engine's
 * driver reads times in the machine's zone, and it loses the fields of a row without names. Such
 * columns are cast to their {@link #readable} type, and converted back.
 */
sealed interface ResultType {
  /** A type without parts, its parameters in its name. */
  record Scalar(String name) implements ResultType {
    @Override
    public boolean readWhole() {
      return !time();
    }

    @Override
    public String readable() {
      return time() ? "VARCHAR" : name;
    }

    boolean time() {
      return name.startsWith("TIMESTAMP");
    }

    boolean plainTime() {
      return name.equals("TIMESTAMP");
    }
  }

  /**
   * A list or an array.
   *
   * @param length the text in the brackets; empty for any length
   */
  record Listed(ResultType element, String length) implements ResultType {
    @Override
    public boolean readWhole() {
      return element.readWhole();
    }

    @Override
    public String readable() {
      return element.readable() + "[" + length + "]";
    }
  }

  record Mapped(ResultType key, ResultType value) implements ResultType {
    @Override
    public boolean readWhole() {
      return key.readWhole() && value.readWhole();
    }

    @Override
    public String readable() {
      return "MAP(" + key.readable() + ", " + value.readable() + ")";
    }
  }

  record Struct(List<Field> fields) implements ResultType {
    public Struct {
      fields = List.copyOf(fields);
    }

    @Override
    public boolean readWhole() {
      return fields.stream().allMatch(field -> field.named() && field.type().readWhole());
    }

    @Override
    public String readable() {
      return fields.stream()
          .map(field -> DuckDb.identifier(field.name()) + " " + field.type().readable())
          .collect(Collectors.joining(", ", "STRUCT(", ")"));
    }
  }

  /**
   * A field of a struct.
   *
   * @param name its name, or Athena's default: field0, field1 ..
   */
  record Field(String name, boolean named, ResultType type) {}

  /** Whether the driver returns a nested value unchanged. */
  boolean readWhole();

  /** The type to cast a column to, so that the driver returns its values unchanged. */
  String readable();

  static ResultType of(String name) {
    return new ResultTypeParser(name).parse();
  }
}
