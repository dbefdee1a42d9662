package io.pharos.sql;

import java.util.List;

/**
 * One form of a function.
 *
 * @param open the last argument may come again and again
 * @param written how a call is written for DuckDB; with ! before it, by code of {@link Rewrites}
 */
record Signature(
    Kind kind,
    String name,
    List<TypePattern> arguments,
    boolean open,
    TypePattern result,
    String written) {

  /** How a function is used. */
  enum Kind {
    SCALAR,
    AGGREGATE,
    WINDOW
  }

  static Signature of(String line) {
    String[] cells = line.split("\t", -1);
    boolean open = cells[2].endsWith("...");
    String arguments = open ? cells[2].substring(0, cells[2].length() - 3) : cells[2];
    Kind kind =
        switch (cells[0]) {
          case "s" -> Kind.SCALAR;
          case "a" -> Kind.AGGREGATE;
          default -> Kind.WINDOW;
        };
    return new Signature(
        kind,
        cells[1],
        TypeText.split(arguments).stream().map(TypeText::read).toList(),
        open,
        TypeText.read(cells[3]),
        cells[4]);
  }

  boolean takes(int count) {
    return open ? count >= arguments.size() : count == arguments.size();
  }

  TypePattern argument(int index) {
    return arguments.get(Math.min(index, arguments.size() - 1));
  }
}
