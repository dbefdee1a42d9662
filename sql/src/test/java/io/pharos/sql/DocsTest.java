package io.pharos.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.pharos.core.definition.Column;
import io.pharos.core.definition.ColumnType;
import io.pharos.core.definition.DefinitionReader;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableName;
import io.pharos.core.testing.docs.Markdown;
import io.pharos.core.testing.docs.ShownCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The curations and the queries that the pages show are ones that run. */
class DocsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern CURATION = Pattern.compile("^window: ", Pattern.MULTILINE);
  private static final Pattern OUTPUT = Pattern.compile("^ +table: (\\S+)", Pattern.MULTILINE);

  /** The shipped warehouse, and the examples. */
  private static final List<Path> WAREHOUSES = List.of(ROOT, ROOT.resolve("examples/earthquakes"));

  @Test
  void everyCurationIsOneOverTheSqlOfItsTable() throws IOException {
    List<Markdown.Part> curations =
        Markdown.pages().stream()
            .flatMap(page -> page.blocks().stream())
            .filter(block -> CURATION.matcher(block.text()).find())
            .toList();

    assertThat(curations).isNotEmpty();
    for (Markdown.Part curation : curations) {
      Matcher output = OUTPUT.matcher(curation.text());
      assertThat(output.find()).as("%s has an output", curation.place()).isTrue();
      String name = output.group(1).replace('.', '/');
      Map<String, String> files =
          Map.of(
              name + ".yaml", curation.text(),
              name + ".sql", Files.readString(ROOT.resolve("curations/" + name + ".sql")));
      assertThatCode(() -> CurationSql.checked(DefinitionReader.read(tables(), files)))
          .as(curation.place())
          .doesNotThrowAnyException();
    }
  }

  @Test
  void everyQueryIsOneOfTablesThatThereAre() {
    List<ShownCommand> queries =
        ShownCommand.all().stream()
            .filter(command -> command.ofPharos() && command.words().contains("sql"))
            .filter(command -> query(command).contains(" from "))
            .toList();

    assertThat(queries).hasSizeGreaterThan(2);
    assertThat(queries)
        .allSatisfy(query ->
            assertThatCode(
                    () -> AthenaSql.parse(query(query)).toDuckDb(Optional.empty(), columns()))
                .as(query.place())
                .doesNotThrowAnyException());
  }

  private static String query(ShownCommand command) {
    return command.words().getLast();
  }

  private static Map<String, String> tables() throws IOException {
    Path folder = ROOT.resolve("tables");
    Map<String, String> tables = new HashMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        tables.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return tables;
  }

  private static Columns columns() {
    Map<TableName, List<Column>> tables = new HashMap<>();
    for (Path warehouse : WAREHOUSES) {
      Definitions definitions =
          DefinitionReader.read(warehouse.resolve("tables"), warehouse.resolve("curations"));
      definitions
          .tables()
          .forEach((name, table) -> {
            List<Column> columns = new ArrayList<>(table.columns());
            table
                .partitionKey()
                .ifPresent(key -> columns.add(Column.optional(key, ColumnType.Scalar.STRING)));
            tables.put(name, columns);
          });
    }
    return new Columns(table -> Optional.ofNullable(tables.get(table)), Map.of());
  }
}
