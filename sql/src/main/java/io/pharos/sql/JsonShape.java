package io.pharos.sql;

import io.pharos.sql.Type.Array;
import io.pharos.sql.Type.MapOf;
import io.pharos.sql.Type.RowOf;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a JSON value has to be to be cast to a type, as JSON itself. */
final class JsonShape {
  private JsonShape() {}

  static String of(Type type) {
    return switch (type) {
      case Array array -> "[" + of(array.element()) + "]";
      case MapOf map -> "{\"\":" + of(map.value()) + "}";
      case RowOf row ->
          IntStream.range(0, row.fields().size())
              .mapToObj(i ->
                  "["
                      + quoted(DuckTypes.field(row, i))
                      + ","
                      + quoted(row.fields().get(i).name().orElse(""))
                      + ","
                      + of(row.fields().get(i).type())
                      + "]")
              .collect(Collectors.joining(",", "{\"row\":[", "]}"));
      default -> quoted(type.toString());
    };
  }

  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
