package io.pharos.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The template of what is shipped, as it is in the repository: a review sees what changes in it.
 */
class SnapshotTest {
  private static final Path FILE =
      Path.of("src/test/resources/io/pharos/infra/stack/template.json");

  private static final int CONTEXT = 12;

  /** Run the test with {@code -Dpharos.update=true} to write the file anew. */
  @Test
  void theTemplateIsTheOneInTheRepository() throws IOException {
    byte[] template = Variant.DEFAULTS.template().bytes();
    if (Boolean.getBoolean("pharos.update")) {
      Files.write(FILE, template);
    }
    String now = new String(template, StandardCharsets.UTF_8);
    String before = Files.exists(FILE) ? Files.readString(FILE) : "";

    assertThat(now.equals(before))
        .as(
            "The template is another one than in infra/%s.%n%s%nIf all of it is meant, run"
                + " ./mvnw -pl infra -am test -Dtest=SnapshotTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dpharos.update=true"
                + " and commit the file: git diff shows the rest.",
            FILE, firstDifference(before.lines().toList(), now.lines().toList()))
        .isTrue();
  }

  /** As a diff has it: what goes, what comes, and which resource they are in. */
  private static String firstDifference(List<String> before, List<String> now) {
    int first = 0;
    while (first < Math.min(before.size(), now.size())
        && before.get(first).equals(now.get(first))) {
      first++;
    }
    StringBuilder text = new StringBuilder("It first differs in line " + (first + 1));
    for (int line = Math.min(first, now.size() - 1); line >= 0; line--) {
      if (now.get(line).matches(" {4}\"\\w+\" : \\{")) {
        text.append(", in").append(now.get(line).replaceAll("[\":{]", " ").stripTrailing());
        break;
      }
    }
    text.append(":\n");
    lines(text, "  ", now, first - 3, first);
    lines(text, "- ", before, first, first + CONTEXT / 2);
    lines(text, "+ ", now, first, first + CONTEXT / 2);
    return text.toString();
  }

  private static void lines(StringBuilder text, String mark, List<String> lines, int from, int to) {
    lines
        .subList(Math.max(0, Math.min(from, lines.size())), Math.min(to, lines.size()))
        .forEach(line -> text.append(mark).append(line).append('\n'));
  }
}
