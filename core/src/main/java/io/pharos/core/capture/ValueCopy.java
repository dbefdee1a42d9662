package io.pharos.core.capture;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pharos.core.definition.ColumnType;
import io.pharos.core.value.Timestamps;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Copies a JSON value if it has the column's type, in the form that the lake reads. */
final class ValueCopy {
  private ValueCopy() {}

  /**
   * Copies the value at the parser's current token.
   *
   * @return what is wrong with the value, or null
   */
  static @Nullable Fault copy(JsonParser parser, String path, ColumnType type, JsonLine line)
      throws IOException {
    return switch (type) {
      case ColumnType.Scalar scalar -> scalar(parser, path, scalar, line);
      case ColumnType.Decimal decimal -> NumberCopy.copy(parser, path, decimal, line);
      case ColumnType.Array array -> array(parser, path, array, line);
      case ColumnType.Map map -> map(parser, path, map, line);
      case ColumnType.Struct struct -> struct(parser, path, struct, line);
    };
  }

  static Fault notATimestamp(String path) {
    return new Fault(
        path,
        "is not a timestamp: write YYYY-MM-DD HH:MM:SS[.fff] or ISO 8601, years 0001 to 9999");
  }

  private static @Nullable Fault scalar(
      JsonParser parser, String path, ColumnType.Scalar type, JsonLine line) throws IOException {
    return switch (type) {
      case STRING -> string(parser, path, line);
      case BOOLEAN -> bool(parser, path, line);
      case TINYINT, SMALLINT, INT, BIGINT, FLOAT, DOUBLE ->
          NumberCopy.copy(parser, path, type, line);
      case DATE -> date(parser, path, line);
      case TIMESTAMP -> timestamp(parser, path, line);
    };
  }

  private static @Nullable Fault string(JsonParser parser, String path, JsonLine line)
      throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      return mistyped(parser, path, "a string");
    }
    if (parser.getTextLength() > EventLimits.MAX_EVENT_BYTES) {
      return EventLimits.TOO_BIG;
    }
    boolean whole =
        line.string(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    return whole ? null : loneSurrogate(path);
  }

  private static Fault loneSurrogate(String path) {
    return new Fault(path, "holds half of a surrogate pair, which is no character");
  }

  private static @Nullable Fault bool(JsonParser parser, String path, JsonLine line)
      throws IOException {
    if (!parser.currentToken().isBoolean()) {
      return mistyped(parser, path, "true or false");
    }
    line.ascii(parser.currentToken() == JsonToken.VALUE_TRUE ? "true" : "false");
    return null;
  }

  private static @Nullable Fault date(JsonParser parser, String path, JsonLine line)
      throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING && parser.getTextLength() == 10) {
      try {
        LocalDate date = LocalDate.parse(parser.getText());
        if (date.getYear() >= 1) {
          line.raw('"');
          line.ascii(date.toString());
          line.raw('"');
          return null;
        }
      } catch (DateTimeException notADate) {
        return new Fault(path, "is not a date: write YYYY-MM-DD");
      }
    }
    return new Fault(path, "is not a date: write YYYY-MM-DD");
  }

  private static @Nullable Fault timestamp(JsonParser parser, String path, JsonLine line)
      throws IOException {
    long millis =
        parser.currentToken() == JsonToken.VALUE_STRING
            ? Timestamps.parse(parser.getText())
            : Timestamps.INVALID;
    if (millis == Timestamps.INVALID) {
      return notATimestamp(path);
    }
    line.timestamp(millis);
    return null;
  }

  private static @Nullable Fault array(
      JsonParser parser, String path, ColumnType.Array type, JsonLine line) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      return mistyped(parser, path, "an array");
    }
    line.raw('[');
    int index = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (index > 0) {
        line.raw(',');
      }
      Fault fault = nullable(parser, path + "[" + index + "]", type.element(), line);
      if (fault != null) {
        return fault;
      }
      index++;
    }
    line.raw(']');
    return null;
  }

  private static @Nullable Fault map(
      JsonParser parser, String path, ColumnType.Map type, JsonLine line) throws IOException {
    return members(parser, path, line, name -> type.value());
  }

  private static @Nullable Fault struct(
      JsonParser parser, String path, ColumnType.Struct type, JsonLine line) throws IOException {
    return members(
        parser,
        path,
        line,
        name -> {
          for (ColumnType.Field field : type.fields()) {
            if (field.name().equals(name)) {
              return field.type();
            }
          }
          return null;
        });
  }

  /** Names the type of an object's member; null if there is no such member. */
  private interface MemberType {
    @Nullable ColumnType of(String name);
  }

  private static @Nullable Fault members(
      JsonParser parser, String path, JsonLine line, MemberType types) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return mistyped(parser, path, "an object");
    }
    Set<String> seen = new HashSet<>();
    line.raw('{');
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      String inner = path + "." + name;
      ColumnType type = types.of(name);
      if (type == null) {
        return new Fault(inner, "is not a field of this struct");
      }
      if (!seen.add(name)) {
        return new Fault(inner, "is given twice");
      }
      if (seen.size() > 1) {
        line.raw(',');
      }
      if (!line.string(name)) {
        return loneSurrogate(inner);
      }
      line.raw(':');
      parser.nextToken();
      Fault fault = nullable(parser, inner, type, line);
      if (fault != null) {
        return fault;
      }
    }
    line.raw('}');
    return null;
  }

  private static @Nullable Fault nullable(
      JsonParser parser, String path, ColumnType type, JsonLine line) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      line.ascii("null");
      return null;
    }
    return copy(parser, path, type, line);
  }

  static Fault mistyped(JsonParser parser, String path, String wanted) {
    String got =
        switch (parser.currentToken()) {
          case VALUE_STRING -> "a string";
          case VALUE_NUMBER_INT -> "a whole number";
          case VALUE_NUMBER_FLOAT -> "a number with a fraction";
          case VALUE_TRUE, VALUE_FALSE -> "a boolean";
          case START_ARRAY -> "an array";
          case START_OBJECT -> "an object";
          default -> "null";
        };
    return new Fault(path, "must be " + wanted + ", not " + got);
  }
}
