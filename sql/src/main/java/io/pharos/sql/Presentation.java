package io.pharos.sql;

import io.pharos.core.query.QueryResult.ResultColumn;
import io.pharos.sql.Type.Array;
import io.pharos.sql.Type.MapOf;
import io.pharos.sql.Type.Plain;
import io.pharos.sql.Type.RowOf;
import io.pharos.sql.Type.Varchar;
import io.pharos.sql.Type.Zoned;
import io.trino.sql.tree.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The last step of a statement: Athena's names, and values that can be shown. */
final class Presentation {
  private final Casts casts;
  private final Query query;

  Presentation(Casts casts, Query query) {
    this.casts = casts;
    this.query = query;
  }

  String shown(Rendered query) {
    return select(query, this::value);
  }

  String stored(Rendered query) {
    return select(query, this::kept);
  }

  private String kept(Scope.Column column) {
    if (column.type().isInterval()) {
      throw new SqlRefused(1, 1, "an interval cannot be stored: " + column.name());
    }
    return column.type() instanceof Zoned ? "timezone('UTC', " + column.sql() + ")" : column.sql();
  }

  private static String select(Rendered query, Function<Scope.Column, String> value) {
    return IntStream.range(0, query.columns().size())
        .mapToObj(i ->
            value.apply(query.columns().get(i))
                + " AS "
                + Trees.quoted(name(query.columns().get(i), i)))
        .collect(Collectors.joining(", ", "SELECT ", " FROM (" + query.sql() + ")"));
  }

  List<ResultColumn> columns(Rendered query) {
    List<ResultColumn> columns = new ArrayList<>();
    for (int i = 0; i < query.columns().size(); i++) {
      Scope.Column column = query.columns().get(i);
      columns.add(new ResultColumn(name(column, i), column.type().toString()));
    }
    return columns;
  }

  private static String name(Scope.Column column, int index) {
    return column.name().isEmpty() ? "_col" + index : column.name();
  }

  private String value(Scope.Column column) {
    Typed value = new Typed(column.type(), column.sql(), query);
    if (column.type() == Plain.VARBINARY) {
      return "to_base64(" + column.sql() + ")";
    }
    return casts.cast(value, shown(column.type())).sql();
  }

  private static Type shown(Type type) {
    return switch (type) {
      case Plain.DAY_TIME, Plain.YEAR_MONTH -> Varchar.ANY;
      case Zoned _ -> Varchar.ANY;
      case Array array -> new Array(shown(array.element()));
      case MapOf map -> new MapOf(shown(map.key()), shown(map.value()));
      case RowOf row ->
          new RowOf(
              row.fields().stream()
                  .map(field -> new Type.Field(field.name(), shown(field.type())))
                  .toList());
      default -> type;
    };
  }
}
