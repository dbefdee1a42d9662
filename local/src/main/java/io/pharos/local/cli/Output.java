package io.pharos.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.pharos.core.json.PlainJson;
import io.pharos.core.query.JsonValues;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows on standard output, in one of the forms that {@code --format} names. */
final class Output {
  private static final int MAX_WIDTH = 60;

  /** The column that says why something failed: what is cut of it stands below the table. */
  private static final String MESSAGE = "message";

  private final PrintWriter out;

  /** How rows are printed. */
  enum Format {
    TABLE,
    CSV,
    JSON
  }

  Output(PrintWriter out) {
    this.out = out;
  }

  /** Prints rows; the columns are those of the first where none are given. */
  void print(ArrayNode rows, Format format) {
    List<String> columns = new ArrayList<>();
    if (!rows.isEmpty()) {
      rows.get(0).fieldNames().forEachRemaining(columns::add);
    }
    print(columns, rows, format);
  }

  void print(List<String> columns, Iterable<JsonNode> rows, Format format) {
    switch (format) {
      case JSON -> json(rows);
      case CSV -> csv(columns, rows);
      case TABLE -> table(columns, rows);
    }
    out.flush();
  }

  private void json(Iterable<JsonNode> rows) {
    out.print("[");
    String separator = "\n";
    for (JsonNode row : rows) {
      out.print(separator + PlainJson.text(row));
      separator = ",\n";
    }
    out.println(separator.equals("\n") ? "]" : "\n]");
  }

  private void csv(List<String> columns, Iterable<JsonNode> rows) {
    out.println(columns.stream().map(Output::quoted).collect(Collectors.joining(",")));
    for (JsonNode row : rows) {
      out.println(
          columns.stream()
              .map(column ->
                  row.path(column).isNull() ? "" : quoted(JsonValues.text(row.path(column))))
              .collect(Collectors.joining(",")));
    }
  }

  /** RFC 4180. */
  private static String quoted(String value) {
    boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain && !value.isEmpty() ? value : '"' + value.replace("\"", "\"\"") + '"';
  }

  private void table(List<String> columns, Iterable<JsonNode> rows) {
    List<List<String>> cells = new ArrayList<>();
    List<String> messages = new ArrayList<>();
    List<Boolean> numeric = new ArrayList<>(columns.stream().map(column -> true).toList());
    for (JsonNode row : rows) {
      List<String> line = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        JsonNode value = row.path(columns.get(i));
        String text = JsonValues.text(value);
        line.add(cut(text));
        if (columns.get(i).equals(MESSAGE) && text.length() > MAX_WIDTH) {
          messages.add(line.getFirst() + ": " + text);
        }
        numeric.set(i, numeric.get(i) && (value.isNumber() || value.isNull()));
      }
      cells.add(line);
    }
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      widths[i] =
          Math.max(
              columns.get(i).length(),
              cells.stream().mapToInt(line -> line.get(column).length()).max().orElse(0));
    }
    line(columns, widths, numeric);
    out.println(
        java.util.Arrays.stream(widths).mapToObj("-"::repeat).collect(Collectors.joining("  ")));
    cells.forEach(line -> line(line, widths, numeric));
    messages.forEach(message -> out.println("\n" + message));
  }

  private void line(List<String> cells, int[] widths, List<Boolean> numeric) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String pad = " ".repeat(widths[i] - cells.get(i).length());
      line.append(i == 0 ? "" : "  ");
      line.append(numeric.get(i) ? pad + cells.get(i) : cells.get(i) + pad);
    }
    out.println(line.toString().stripTrailing());
  }

  private static String cut(String text) {
    String line = text.replace('\n', ' ').replace('\r', ' ');
    return line.length() > MAX_WIDTH ? line.substring(0, MAX_WIDTH - 2) + ".." : line;
  }
}
