package io.pharos.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.sql.AthenaSql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The lists in {@code docs/sql.md} are those of the tables that the code and the tests obey. */
class SqlDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/sql.md");

  /** What is called like a function and is syntax. */
  private static final List<String> SYNTAX =
      List.of("cast", "coalesce", "current_date", "extract", "if", "nullif", "try", "try_cast");

  private static final Map<String, String> LISTS =
      Map.of("functions", functions(), "missing", missing(), "exceptions", exceptions());

  /** Run the test with {@code -Dpharos.update=true} to write the lists anew. */
  @Test
  void theListsAreThoseOfTheTables() throws IOException {
    String document = Files.readString(DOCUMENT);
    String generated = document;
    for (Map.Entry<String, String> list : LISTS.entrySet()) {
      Pattern section =
          Pattern.compile("(?s)(<!-- generated: " + list.getKey() + " -->\n).*?(<!-- end -->)");
      assertThat(generated).as("the place of a list").containsPattern(section);
      generated =
          section
              .matcher(generated)
              .replaceFirst("$1" + Matcher.quoteReplacement(list.getValue()) + "$2");
    }
    if (Boolean.getBoolean("pharos.update")) {
      Files.writeString(DOCUMENT, generated);
      document = generated;
    }
    assertThat(document).as("run this test with -Dpharos.update=true").isEqualTo(generated);
  }

  private static String functions() {
    return """
    | | functions |
    | --- | --- |
    | aggregates | %s, grouping |
    | windows | %s, and the aggregates |
    | others | %s |
    """
        .formatted(
            names("a", Stream.empty()), names("w", Stream.empty()), names("s", SYNTAX.stream()));
  }

  private static String names(String kind, Stream<String> more) {
    Stream<String> listed =
        lines(AthenaSql.class, "functions.tsv")
            .filter(cells -> cells[0].equals(kind))
            .map(cells -> cells[1]);
    return String.join(
        ", ", Stream.concat(listed, more).collect(Collectors.toCollection(TreeSet::new)));
  }

  private static String missing() {
    TreeSet<String> names =
        lines(SqlDocumentTest.class, "trino-483-functions.tsv")
            .map(cells -> cells[1])
            .collect(Collectors.toCollection(TreeSet::new));
    lines(AthenaSql.class, "functions.tsv").forEach(cells -> names.remove(cells[1]));
    SYNTAX.forEach(names::remove);
    return String.join(", ", names) + ".\n";
  }

  private static String exceptions() {
    return Stream.concat(
            lines(SqlDocumentTest.class, "exceptions.tsv")
                .map(cells -> "- `" + cells[1] + "`: " + cells[0] + "\n"),
            lines(Exceptions.class, "random-exceptions.tsv").map(cells -> "- " + cells[0] + "\n"))
        .collect(Collectors.joining());
  }

  private static Stream<String[]> lines(Class<?> beside, String file) {
    return Lines.of(beside, file).stream().map(line -> line.split("\t", -1));
  }
}
