package io.pharos.embedded.query;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The type of a column of a result, as the engine names it. The engine's driver reads every time
 * but a plain column of them by the zone of the machine, and loses the fields of a row without
 * names: such columns are cast to their {@link #readable} type, and read back from it.
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
   * @param length as it stands in the brackets, empty where a value may have any
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
   * @param name Athena's where it has none: field0, field1 ..
   */
  record Field(String name, boolean named, ResultType type) {}

  /** Whether the driver gives a value inside another one as it is. */
  boolean readWhole();

  /** The type to cast a column to, so that it does. */
  String readable();

  static ResultType of(String name) {
    return new ResultTypeParser(name).parse();
  }
}
