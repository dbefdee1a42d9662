package io.pharos.client.print;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.core.query.JsonValues;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows below the names of their columns, numbers to the right; a long text is cut.
 *
 * @param indent before each line
 * @param ofNull what stands for a value that is not there
 */
public record TextTable(String indent, String ofNull) {
  static final TextTable PLAIN = new TextTable("", "null");

  private static final int MAX_WIDTH = 60;
  private static final String GAP = "  ";

  /** The column that says why something failed: what is cut of it stands below the table. */
  private static final String MESSAGE = "message";

  /** Prints rows. */
  public void print(List<String> columns, Iterable<? extends JsonNode> rows, PrintWriter out) {
    List<List<String>> cells = new ArrayList<>();
    List<String> messages = new ArrayList<>();
    boolean[] numeric = new boolean[columns.size()];
    Arrays.fill(numeric, true);
    for (JsonNode row : rows) {
      List<String> line = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        JsonNode value = row.path(columns.get(i));
        String text = value.isNull() ? ofNull : JsonValues.text(value);
        line.add(cut(text));
        if (columns.get(i).equals(MESSAGE) && text.length() > MAX_WIDTH) {
          messages.add(line.getFirst() + ": " + text);
        }
        numeric[i] &= value.isNumber() || value.isNull();
      }
      cells.add(line);
    }
    int[] widths = widths(columns, cells);
    out.println(line(columns, widths, numeric));
    out.println(
        indent + Arrays.stream(widths).mapToObj("-"::repeat).collect(Collectors.joining(GAP)));
    cells.forEach(line -> out.println(line(line, widths, numeric)));
    messages.forEach(message -> out.println("\n" + message));
  }

  private static int[] widths(List<String> columns, List<List<String>> cells) {
    int[] widths = columns.stream().mapToInt(String::length).toArray();
    for (List<String> line : cells) {
      Arrays.setAll(widths, i -> Math.max(widths[i], line.get(i).length()));
    }
    return widths;
  }

  private String line(List<String> cells, int[] widths, boolean[] numeric) {
    StringBuilder line = new StringBuilder(indent);
    for (int i = 0; i < widths.length; i++) {
      String pad = " ".repeat(widths[i] - cells.get(i).length());
      line.append(i == 0 ? "" : GAP);
      line.append(numeric[i] ? pad + cells.get(i) : cells.get(i) + pad);
    }
    return line.toString().stripTrailing();
  }

  private static String cut(String text) {
    String line = text.replace('\n', ' ').replace('\r', ' ');
    return line.length() > MAX_WIDTH ? line.substring(0, MAX_WIDTH - 2) + ".." : line;
  }
}
