package io.pharos.client.print;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
  private static String printed(List<JsonNode> rows) {
    StringWriter out = new StringWriter();
    List<String> columns = new ArrayList<>();
    rows.getFirst().fieldNames().forEachRemaining(columns::add);
    new TextTable("   ", "").print(columns, rows, new PrintWriter(out, true));
    return out.toString().replace(System.lineSeparator(), "\n");
  }

  private static JsonNode row(String name, int count) {
    return JsonNodeFactory.instance.objectNode().put("name", name).put("count", count);
  }

  @Test
  void alignsTextToTheLeftAndNumbersToTheRight() {
    assertThat(printed(List.of(row("a", 7), row("bcdef", 1_234_567))))
        .isEqualTo(
            """
               name     count
               -----  -------
               a            7
               bcdef  1234567
            """);
  }

  @Test
  void showsNothingForNull() {
    JsonNode row = JsonNodeFactory.instance.objectNode().put("a", 1).putNull("b");
    assertThat(printed(List.of(row))).endsWith("   1\n");
  }
}
