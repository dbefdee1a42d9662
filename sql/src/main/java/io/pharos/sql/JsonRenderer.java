package io.pharos.sql;

import io.pharos.sql.Type.Array;
import io.pharos.sql.Type.MapOf;
import io.pharos.sql.Type.Plain;
import io.pharos.sql.Type.RowOf;
import io.pharos.sql.Type.Timestamp;
import io.pharos.sql.Type.Varchar;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Casts to JSON and from it. */
final class JsonRenderer {
  private final Casts casts;
  private final Literals literals;
  private final DuckTypes types;

  JsonRenderer(Casts casts, Literals literals, DuckTypes types) {
    this.casts = casts;
    this.literals = literals;
    this.types = types;
  }

  private String json(Typed value) {
    return casts.cast(value, Plain.JSON).sql();
  }

  /** A value of the type that JSON is asked for. */
  String read(Typed value, Type to) {
    return "CAST(CAST(pharos_json_as("
        + value.sql()
        + ", "
        + literals.own(JsonShape.of(to))
        + ") AS JSON) AS "
        + types.name(to)
        + ")";
  }

  /** A value as canonical JSON text. */
  String written(Typed value) {
    String sql = value.sql();
    return switch (value.type()) {
      case Varchar _ -> "pharos_json_string(" + sql + ")";
      case Plain.BOOLEAN -> "CAST(" + sql + " AS VARCHAR)";
      case Plain.DOUBLE, Plain.REAL -> "pharos_double_json(CAST(" + sql + " AS DOUBLE))";
      case Type type when type.isNumber() -> casts.text(value);
      case Plain.DATE -> "pharos_json_string(" + casts.text(value) + ")";
      case Timestamp _ -> "pharos_json_string(" + casts.text(value) + ")";
      case Array array -> jsonArray(sql, array.element(), value);
      case MapOf map -> jsonMap(value, map);
      case RowOf row -> jsonRow(value, row);
      default -> throw Casts.refused(value, Plain.JSON);
    };
  }

  private String jsonArray(String sql, Type element, Typed value) {
    String name = casts.variable();
    String item = "coalesce(" + json(new Typed(element, name, value.node())) + ", 'null')";
    return "('[' || array_to_string(list_transform("
        + sql
        + ", lambda "
        + name
        + ": "
        + item
        + "), ',') || ']')";
  }

  private String jsonMap(Typed value, MapOf map) {
    String name = casts.variable();
    Typed key = new Typed(map.key(), name + "['key']", value.node());
    Typed item = new Typed(map.value(), name + "['value']", value.node());
    String entry =
        "pharos_json_string("
            + casts.text(key)
            + ") || ':' || coalesce("
            + json(item)
            + ", 'null')";
    return "('{' || array_to_string(list_sort(list_transform(map_entries("
        + value.sql()
        + "), lambda "
        + name
        + ": "
        + entry
        + ")), ',') || '}')";
  }

  private String jsonRow(Typed value, RowOf row) {
    return IntStream.range(0, row.fields().size())
        .mapToObj(i ->
            literals.own(
                    (i == 0 ? "" : ",")
                        + JsonShape.quoted(row.fields().get(i).name().orElse(""))
                        + ":")
                + " || coalesce("
                + json(casts.field(value, i))
                + ", 'null')")
        .collect(
            Collectors.joining(
                " || ", "CASE WHEN " + value.sql() + " IS NOT NULL THEN '{' || ", " || '}' END"));
  }
}
