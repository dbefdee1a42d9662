package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.testing.docs.Markdown;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The run book's table of {@code config/local.json} has the keys that there are. */
class LocalConfigDocsTest {

  @Test
  void everyKeyIsInTheTableAndNoOther() {
    assertThat(documented()).containsExactlyInAnyOrderElementsOf(LocalConfigKeys.ALL.names());
  }

  private static List<String> documented() {
    return Markdown.pages().stream()
        .filter(page -> page.page().equals("docs/runbook.md"))
        .flatMap(page -> page.column("key").stream())
        .flatMap(cell -> Markdown.quoted(cell).stream())
        .toList();
  }
}
