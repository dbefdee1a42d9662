package io.pharos.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A statement and what Trino 483 answered to it, its session's zone UTC. */
record Answered(String sql, Answer trino) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static List<Answered> read(Path file) {
    try {
      return Files.readAllLines(file).stream().map(Answered::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  static Answered of(String line) {
    try {
      JsonNode node = JSON.readTree(line);
      Answer answer =
          node.has("error") ? new Answer.Refused(node.path("error").asText()) : rows(node);
      return new Answered(node.path("sql").asText(), answer);
    } catch (IOException e) {
      throw new UncheckedIOException(line, e);
    }
  }

  private static Answer rows(JsonNode node) {
    List<String> rows = new ArrayList<>();
    node.path("rows").forEach(row -> rows.add(Tagged.list(row)));
    return new Answer.Rows(texts(node.path("names")), texts(node.path("types")), rows);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** Rows of a query without an order come in any. */
  boolean ordered() {
    String outside = sql;
    for (String before = ""; !before.equals(outside); ) {
      before = outside;
      outside = before.replaceAll("\\([^()]*\\)", "");
    }
    return outside.toLowerCase(Locale.ROOT).contains("order by");
  }
}
