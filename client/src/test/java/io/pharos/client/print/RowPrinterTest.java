package io.pharos.client.print;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowPrinterTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @Test
  void aMessageThatIsCutStandsInFullBelowTheTable() {
    String reason = "column 'occured_at' is in none of the tables; " + "x".repeat(60);

    assertThat(
            table(
                """
                [{"run": "1", "state": "succeeded", "message": ""},
                 {"run": "2", "state": "failed", "message": "%s"},
                 {"run": "3", "state": "failed", "message": "a short one"}]
                """
                    .formatted(reason)))
        .contains("2    failed     column 'occured_at' is in none of the tables; xxxxxxxxxxxx..\n")
        .endsWith("3    failed     a short one\n\n2: " + reason + "\n");
  }

  @Test
  void anotherColumnIsCut() {
    assertThat(table("[{\"name\": \"%s\"}]".formatted("n".repeat(100))))
        .endsWith("n".repeat(58) + "..\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TABLE | amount ratio 60.00 0.00001",
        "CSV | amount,ratio 60.00,0.00001",
        "JSON | [ {\"amount\":60.00,\"ratio\":0.00001} ]"
      })
  void aNumberHasItsScaleAndNoExponent(RowFormat format, String printed) {
    ObjectNode row = NODES.objectNode().put("amount", new BigDecimal("60.00")).put("ratio", 1e-5);

    assertThat(words(printed(NODES.arrayNode().add(row), format))).isEqualTo(printed);
  }

  /** Without what lines columns up. */
  private static String words(String printed) {
    return printed.replaceAll("-{2,}", "").replaceAll("\\s+", " ").strip();
  }

  private static String table(String rows) {
    try {
      return printed((ArrayNode) MAPPER.readTree(rows), RowFormat.TABLE);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String printed(ArrayNode rows, RowFormat format) {
    StringWriter printed = new StringWriter();
    new RowPrinter(new PrintWriter(printed)).print(rows, format);
    return printed.toString().replace(System.lineSeparator(), "\n");
  }
}
