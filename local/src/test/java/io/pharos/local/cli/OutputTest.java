package io.pharos.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class OutputTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

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

  private static String table(String rows) {
    StringWriter printed = new StringWriter();
    try {
      new Output(new PrintWriter(printed))
          .print((ArrayNode) MAPPER.readTree(rows), Output.Format.TABLE);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return printed.toString().replace(System.lineSeparator(), "\n");
  }
}
