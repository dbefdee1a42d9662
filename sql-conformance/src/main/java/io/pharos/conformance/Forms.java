package io.pharos.conformance;

import io.pharos.sql.AthenaSql;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The forms of functions that {@code sql} lists, so that each new one is compared at once. */
final class Forms {
  /** Where Trino has another value each time, or any of several, or an estimate. */
  private static final Set<String> UNCERTAIN =
      Set.of(
          "random",
          "rand",
          "uuid",
          "now",
          "any_value",
          "arbitrary",
          "approx_distinct",
          "approx_percentile");

  /** Of arguments that may repeat, each is there once. */
  record Form(String kind, String name, List<Shape> arguments, boolean open, Shape result) {
    static Form of(String line) {
      String[] cells = line.split("\t", -1);
      boolean open = cells[2].endsWith("...");
      String arguments = open ? cells[2].substring(0, cells[2].length() - 3) : cells[2];
      return new Form(cells[0], cells[1], Shape.list(arguments), open, Shape.read(cells[3]));
    }
  }

  private static final List<Form> ALL =
      Lines.of(AthenaSql.class, "functions.tsv").stream()
          .map(Form::of)
          .filter(form -> !UNCERTAIN.contains(form.name()))
          .toList();

  private Forms() {}

  /** Of scalars s, of aggregates a, of windows w. */
  static List<Form> ofKind(String kind) {
    return ALL.stream().filter(form -> form.kind().equals(kind)).toList();
  }

  /** Scalar forms whose result can be that type. */
  static List<Form> giving(Shape type) {
    return ALL.stream()
        .filter(form -> form.kind().equals("s") && form.result().fits(type, new HashMap<>()))
        .toList();
  }

  /** What the variables of a form are where its result is that type. */
  static Map<String, Shape> bindings(Form form, Shape type) {
    Map<String, Shape> bound = new HashMap<>();
    form.result().fits(type, bound);
    return bound;
  }
}
