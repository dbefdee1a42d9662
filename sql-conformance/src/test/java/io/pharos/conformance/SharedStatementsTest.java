package io.pharos.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pharos.core.testing.NotRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The statements that Trino has answered, {@code shared/athena-sql} beside the checkout. What still
 * differs is listed in {@code differences.tsv}: it may become less, never more. {@code
 * -Dpharos.update=true} writes the list anew. What differs and stays so is in {@code
 * exceptions.tsv}, each with a reason.
 */
class SharedStatementsTest {
  private static final Path STATEMENTS = Path.of("../../shared/athena-sql/trino-483.jsonl");
  private static final Path LIST =
      Path.of("src/test/resources/io/pharos/conformance/differences.tsv");

  @Test
  void aStatementIsAnsweredAsTrinoAnswersItOrIsListed(@TempDir Path data) throws Exception {
    boolean there = Files.isRegularFile(STATEMENTS);
    if (!there) {
      NotRun.say("Trino's answers: " + STATEMENTS + " is not there");
    }
    assumeTrue(there);
    Map<String, String> differences = new TreeMap<>();
    Set<String> differing = new TreeSet<>();
    Set<String> exceptions = exceptions();
    try (Pharos pharos = new Pharos(data)) {
      for (Answered statement : Answered.read(STATEMENTS)) {
        Difference.of(statement, pharos.answer(statement.sql()))
            .ifPresent(difference -> {
              differing.add(statement.sql());
              differences.put(escaped(statement.sql()), difference.name());
            });
      }
    }
    differences.keySet().removeAll(exceptions);
    if (Boolean.getBoolean("pharos.update")) {
      write(differences);
    }
    assertThat(differences)
        .as("statements that differ from Trino; remove from %s what is right now", LIST)
        .isEqualTo(listed());
    assertThat(differing).as("exceptions that are none").containsAll(exceptions);
  }

  private static Set<String> exceptions() {
    return Lines.of(SharedStatementsTest.class, "exceptions.tsv").stream()
        .map(line -> line.substring(line.indexOf('\t') + 1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, String> listed() throws IOException {
    return Files.readAllLines(LIST).stream()
        .map(line -> line.split("\t", 2))
        .collect(Collectors.toMap(line -> line[1], line -> line[0], (a, b) -> a, TreeMap::new));
  }

  private static void write(Map<String, String> differences) throws IOException {
    List<String> lines =
        differences.entrySet().stream()
            .map(entry -> entry.getValue() + "\t" + entry.getKey())
            .sorted()
            .toList();
    Files.write(LIST, lines);
  }

  private static String escaped(String sql) {
    return sql.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r");
  }
}
