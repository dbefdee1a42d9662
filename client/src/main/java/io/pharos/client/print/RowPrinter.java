package io.pharos.client.print;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.core.json.PlainJson;
import io.pharos.core.query.JsonValues;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Prints rows in one of the forms that {@code --format} names. */
public final class RowPrinter {
  private final PrintWriter out;

  public RowPrinter(PrintWriter out) {
    this.out = out;
  }

  /** Prints rows whose columns are those of the first. */
  public void print(Iterable<? extends JsonNode> rows, RowFormat format) {
    print(columns(rows), rows, format);
  }

  /** The columns of rows that all have the same: those of the first; none without a row. */
  public static List<String> columns(Iterable<? extends JsonNode> rows) {
    List<String> columns = new ArrayList<>();
    for (JsonNode first : rows) {
      first.fieldNames().forEachRemaining(columns::add);
      break;
    }
    return columns;
  }

  /** Prints rows. */
  public void print(List<String> columns, Iterable<? extends JsonNode> rows, RowFormat format) {
    switch (format) {
      case JSON -> json(rows);
      case CSV -> csv(columns, rows);
      case TABLE -> TextTable.PLAIN.print(columns, rows, out);
    }
    out.flush();
  }

  private void json(Iterable<? extends JsonNode> rows) {
    out.print("[");
    String separator = "\n";
    for (JsonNode row : rows) {
      out.print(separator + PlainJson.text(row));
      separator = ",\n";
    }
    out.println(separator.equals("\n") ? "]" : "\n]");
  }

  private void csv(List<String> columns, Iterable<? extends JsonNode> rows) {
    out.println(columns.stream().map(RowPrinter::quoted).collect(Collectors.joining(",")));
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
}
