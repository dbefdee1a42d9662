package io.pharos.sql;

import io.pharos.sql.Type.Array;
import io.pharos.sql.Type.MapOf;
import io.pharos.sql.Type.Plain;
import io.pharos.sql.Type.RowOf;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Comparisons with Trino's nulls and NaNs. */
final class Comparisons {
  private final Casts casts;

  Comparisons(Casts casts) {
    this.casts = casts;
  }

  /** Both values as one type, or a refusal in Trino's words. */
  List<Typed> unified(Typed left, Typed right, String operator) {
    Type common =
        Coercions.common(left.type(), right.type())
            .orElseThrow(() ->
                SqlRefused.at(
                    left.node(),
                    "Cannot apply operator: " + left.type() + " " + operator + " " + right.type()));
    return List.of(casts.coerced(left, common), casts.coerced(right, common));
  }

  String compared(Typed left, String operator, Typed right) {
    List<Typed> both = unified(left, right, operator);
    Typed a = both.get(0);
    Typed b = both.get(1);
    if (operator.equals("=")) {
      return equal(a, b);
    }
    if (operator.equals("<>")) {
      return "(NOT " + equal(a, b) + ")";
    }
    requireOrdered(a);
    return ordered(a, operator, b);
  }

  private String ordered(Typed a, String operator, Typed b) {
    return switch (a.type()) {
      case Array array -> orderedLists(a, operator, b, array);
      case RowOf row -> orderedRows(a, operator, b, row);
      default -> orderedValues(a, operator, b);
    };
  }

  /** By the first item that is not the same, else by their lengths. */
  private String orderedLists(Typed a, String operator, Typed b, Array array) {
    String lengths = "len(" + a.sql() + ") " + operator + " len(" + b.sql() + ")";
    if (array.element() == Plain.UNKNOWN) {
      return "(" + lengths + ")";
    }
    String at = casts.variable();
    Typed differs = a.with(array.element(), "(" + a.sql() + ")[" + at + "]");
    Typed from = b.with(array.element(), "(" + b.sql() + ")[" + at + "]");
    return "CASE WHEN "
        + a.sql()
        + " IS NOT NULL AND "
        + b.sql()
        + " IS NOT NULL THEN list_transform([list_position("
        + equalItems(a, b, array, " IS NOT TRUE")
        + ", true)], lambda "
        + at
        + ": CASE WHEN "
        + at
        + " <= least(len("
        + a.sql()
        + "), len("
        + b.sql()
        + ")) AND "
        + at
        + " > 0 THEN "
        + ordered(differs, operator, from)
        + " ELSE "
        + lengths
        + " END)[1] END";
  }

  private String orderedRows(Typed a, String operator, Typed b, RowOf row) {
    int last = row.fields().size() - 1;
    StringBuilder sql = new StringBuilder("(CASE");
    for (int i = 0; i < last; i++) {
      Typed left = casts.field(a, i);
      Typed right = casts.field(b, i);
      sql.append(" WHEN ").append(equal(left, right)).append(" IS NOT TRUE THEN ");
      sql.append(ordered(left, operator, right));
    }
    return sql.append(last > 0 ? " ELSE " : " WHEN true THEN ")
        .append(ordered(casts.field(a, last), operator, casts.field(b, last)))
        .append(" END)")
        .toString();
  }

  private static String orderedValues(Typed a, String operator, Typed b) {
    return a.type().isFloating()
        ? "("
            + a.sql()
            + " "
            + operator
            + " "
            + b.sql()
            + " AND NOT (isnan("
            + a.sql()
            + ") OR isnan("
            + b.sql()
            + ")))"
        : "(" + a.sql() + " " + operator + " " + b.sql() + ")";
  }

  static void requireOrdered(Typed value) {
    if (!ordered(value.type())) {
      throw SqlRefused.at(value.node(), "values of type " + value.type() + " have no order");
    }
  }

  /**
   * Of parts that are null Trino has an order of its own: a row or a list with one fails when it
   * runs, one that holds others is refused.
   */
  Typed whole(Typed value) {
    String there =
        switch (value.type()) {
          case RowOf row ->
              IntStream.range(0, row.fields().size())
                  .mapToObj(i -> requirePlain(casts.field(value, i)).sql() + " IS NOT NULL")
                  .collect(Collectors.joining(" AND "));
          case Array array -> {
            String item = casts.variable();
            requirePlain(value.with(array.element(), item));
            yield "len(list_filter("
                + value.sql()
                + ", lambda "
                + item
                + ": "
                + item
                + " IS NULL)) = 0";
          }
          default -> "";
        };
    return there.isEmpty()
        ? value
        : value.with(
            value.type(),
            "(CASE WHEN "
                + value.sql()
                + " IS NULL THEN NULL WHEN pharos_whole("
                + there
                + ") THEN "
                + value.sql()
                + " END)");
  }

  /** The same of each item of a list. */
  Typed wholeItems(Typed list) {
    if (!(list.type() instanceof Array array)) {
      return list;
    }
    String item = casts.variable();
    Typed checked = whole(list.with(array.element(), item));
    return checked.sql().equals(item)
        ? list
        : list.with(
            array,
            "list_transform(" + list.sql() + ", lambda " + item + ": " + checked.sql() + ")");
  }

  private static Typed requirePlain(Typed part) {
    if (part.type() instanceof RowOf || part.type() instanceof Array) {
      throw SqlRefused.at(part.node(), "values of rows or lists within have no order here");
    }
    return part;
  }

  static boolean ordered(Type type) {
    return switch (type) {
      case MapOf _ -> false;
      case Plain.JSON -> false;
      case Array array -> ordered(array.element());
      case RowOf row -> row.fields().stream().allMatch(field -> ordered(field.type()));
      default -> true;
    };
  }

  /** The engine groups maps of the same entries apart where their order differs. */
  static Typed requireGrouped(Typed value) {
    if (holdsMap(value.type())) {
      throw SqlRefused.at(
          value.node(),
          "a map is not grouped or made distinct here: take array_sort(map_entries(..)) of it");
    }
    return value;
  }

  private static boolean holdsMap(Type type) {
    return switch (type) {
      case MapOf _ -> true;
      case Array array -> holdsMap(array.element());
      case RowOf row -> row.fields().stream().anyMatch(field -> holdsMap(field.type()));
      default -> false;
    };
  }

  /** Equality: null where a part is null and the rest does not differ. */
  String equal(Typed a, Typed b) {
    return switch (a.type()) {
      case Plain.REAL, Plain.DOUBLE ->
          "("
              + a.sql()
              + " = "
              + b.sql()
              + " AND NOT (isnan("
              + a.sql()
              + ") AND isnan("
              + b.sql()
              + ")))";
      case RowOf row -> equalRows(a, b, row);
      case Array array -> equalLists(a, b, array);
      case MapOf map -> equalMaps(a, b, map);
      default -> "(" + a.sql() + " = " + b.sql() + ")";
    };
  }

  private String equalRows(Typed a, Typed b, RowOf row) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < row.fields().size(); i++) {
      fields.add(equal(casts.field(a, i), casts.field(b, i)));
    }
    return "(" + String.join(" AND ", fields) + ")";
  }

  private String equalLists(Typed a, Typed b, Array array) {
    if (array.element() == Plain.UNKNOWN) {
      return "CASE WHEN len("
          + a.sql()
          + ") <> len("
          + b.sql()
          + ") THEN false WHEN len("
          + a.sql()
          + ") = 0 THEN true END";
    }
    return "CASE WHEN "
        + a.sql()
        + " IS NULL OR "
        + b.sql()
        + " IS NULL THEN NULL WHEN len("
        + a.sql()
        + ") <> len("
        + b.sql()
        + ") THEN false ELSE pharos_all("
        + equalItems(a, b, array, "")
        + ") END";
  }

  /** Place by place, whether the items of two lists are equal, or what a test makes of that. */
  private String equalItems(Typed a, Typed b, Array array, String test) {
    String pair = casts.variable();
    Typed left = a.with(array.element(), "struct_extract_at(" + pair + ", 1)");
    Typed right = b.with(array.element(), "struct_extract_at(" + pair + ", 2)");
    return "list_transform(list_zip("
        + a.sql()
        + ", "
        + b.sql()
        + "), lambda "
        + pair
        + ": "
        + equal(left, right)
        + test
        + ")";
  }

  private String equalMaps(Typed a, Typed b, MapOf map) {
    String key = casts.variable();
    Typed left = a.with(map.value(), "(" + a.sql() + ")[" + key + "]");
    Typed right = b.with(map.value(), "(" + b.sql() + ")[" + key + "]");
    return "CASE WHEN cardinality("
        + a.sql()
        + ") <> cardinality("
        + b.sql()
        + ") THEN false ELSE pharos_all(list_transform(map_keys("
        + a.sql()
        + "), lambda "
        + key
        + ": CASE WHEN map_contains("
        + b.sql()
        + ", "
        + key
        + ") THEN "
        + equal(left, right)
        + " ELSE false END)) END";
  }

  String distinct(Typed left, Typed right) {
    List<Typed> both = unified(left, right, "IS DISTINCT FROM");
    return "(" + both.get(0).sql() + " IS DISTINCT FROM " + both.get(1).sql() + ")";
  }
}
