package io.pharos.load.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of a query, aligned; numbers to the right. */
final class TextTable {
  private static final String INDENT = "   ";
  private static final String GAP = "  ";

  private TextTable() {}

  static void print(List<JsonNode> rows, PrintWriter out) {
    if (rows.isEmpty()) {
      out.println(INDENT + "no rows");
      return;
    }
    List<String> columns = new ArrayList<>();
    rows.getFirst().fieldNames().forEachRemaining(columns::add);
    StringBuilder header = new StringBuilder(INDENT);
    StringBuilder rule = new StringBuilder(INDENT);
    List<StringBuilder> lines = new ArrayList<>();
    rows.forEach(row -> lines.add(new StringBuilder(INDENT)));
    for (String column : columns) {
      int width = width(column, rows);
      boolean number = rows.stream().allMatch(row -> isNumber(row.path(column)));
      header.append(cell(column, width, number)).append(GAP);
      rule.append("-".repeat(width)).append(GAP);
      for (int i = 0; i < rows.size(); i++) {
        lines.get(i).append(cell(text(rows.get(i).path(column)), width, number)).append(GAP);
      }
    }
    out.println(header.toString().stripTrailing());
    out.println(rule.toString().stripTrailing());
    lines.forEach(line -> out.println(line.toString().stripTrailing()));
    out.flush();
  }

  private static int width(String column, List<JsonNode> rows) {
    return rows.stream()
        .mapToInt(row -> text(row.path(column)).length())
        .reduce(column.length(), Math::max);
  }

  private static boolean isNumber(JsonNode value) {
    return value.isNumber() || value.isNull();
  }

  private static String cell(String text, int width, boolean right) {
    String pad = " ".repeat(width - text.length());
    return right ? pad + text : text + pad;
  }

  private static String text(JsonNode value) {
    return value.isNull() ? "" : value.asText();
  }
}
