package io.pharos.core.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.pharos.core.testing.SchemaFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class DefinitionSchemasTest {
  private static final Path SCHEMAS = Fixtures.ROOT.resolve("docs/schema");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Run the tests with {@code -Dpharos.update=true} to write the files anew. */
  @ParameterizedTest
  @CsvSource({"table", "database", "curation"})
  void theFilesUnderDocsAreUpToDate(String name) throws IOException {
    SchemaFile.requireUpToDate(SCHEMAS.resolve(name + ".schema.json"), schema(name));
  }

  static Stream<Path> shippedFiles() {
    return Stream.of(
            yaml(Fixtures.ROOT.resolve("tables")),
            yaml(Fixtures.ROOT.resolve("curations")),
            yaml(Fixtures.ROOT.resolve("examples")),
            yaml(Fixtures.folder("minimal")),
            yaml(Fixtures.folder("extended")))
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("shippedFiles")
  void takesEveryFileThatTheReaderTakes(Path file) throws IOException {
    assertThat(problems(file)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tables/shop/keys.yaml",
        "tables/shop/columns.yaml",
        "tables/shop/limits.yaml",
        "tables/shop/no_event_time.yaml",
        "tables/shop/totals.yaml",
        "tables/shop/countries.yaml",
        "tables/shop/_database.yaml",
        "curations/shop/checks.yaml",
        "curations/shop/windows.yaml",
        "curations/shop/values.yaml"
      })
  void refusesWhatATextEditorCanSeeIsWrong(String file) throws IOException {
    assertThat(problems(Fixtures.folder("broken").resolve(file))).isNotEmpty();
  }

  @Test
  void everyShippedFileNamesItsSchema() throws IOException {
    List<Path> files =
        Stream.of("tables", "curations", "examples")
            .flatMap(folder -> yaml(Fixtures.ROOT.resolve(folder)).stream())
            .toList();

    for (Path file : files) {
      String first = Files.readAllLines(file).getFirst();
      String prefix = "# yaml-language-server: $schema=";
      assertThat(first).as(file.toString()).startsWith(prefix);
      Path named = file.resolveSibling(first.substring(prefix.length())).normalize();
      assertThat(named).isEqualTo(SCHEMAS.resolve(name(file) + ".schema.json").normalize());
    }
  }

  private static Set<ValidationMessage> problems(Path file) throws IOException {
    Object yaml =
        new Load(LoadSettings.builder().setAllowDuplicateKeys(true).build())
            .loadFromString(Files.readString(file));
    return JsonSchemaFactory.getInstance(VersionFlag.V7)
        .getSchema(schema(name(file)))
        .validate(JSON.valueToTree(withTextKeys(yaml)));
  }

  /**
   * YAML reads the key {@code null} of {@code csv} as no text; the reader and JSON take it as one.
   */
  private static Object withTextKeys(@Nullable Object yaml) {
    return switch (yaml) {
      case Map<?, ?> map -> {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), withTextKeys(value)));
        yield copy;
      }
      case List<?> list -> list.stream().map(DefinitionSchemasTest::withTextKeys).toList();
      case null -> "";
      default -> yaml;
    };
  }

  private static String name(Path file) {
    if (file.endsWith("_database.yaml")) {
      return "database";
    }
    boolean table = file.subpath(0, file.getNameCount() - 2).endsWith("tables");
    return table ? "table" : "curation";
  }

  private static ObjectNode schema(String name) {
    return switch (name) {
      case "table" -> DefinitionSchemas.table();
      case "database" -> DefinitionSchemas.database();
      default -> DefinitionSchemas.curation();
    };
  }

  private static List<Path> yaml(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !file.toString().endsWith(".test.yaml"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
