package io.pharos.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A JSON Schema in the repository that is made of the keys that a reader knows. */
public final class SchemaFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SchemaFile() {}

  /** Compares it; {@code -Dpharos.update=true} writes it anew. */
  public static void requireUpToDate(Path file, JsonNode schema) throws IOException {
    String generated = print(schema);
    if (Boolean.getBoolean("pharos.update")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, generated);
    }
    assertThat(file).as("run the tests with -Dpharos.update=true").hasContent(generated);
  }

  private static String print(JsonNode schema) throws IOException {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(lines);
    printer.indentArraysWith(lines);
    return JSON.writer(printer).writeValueAsString(schema) + "\n";
  }
}
