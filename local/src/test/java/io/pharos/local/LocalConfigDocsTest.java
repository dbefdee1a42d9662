package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.pharos.core.testing.docs.Markdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The run book's table of {@code config/local.json} has the keys that there are. */
class LocalConfigDocsTest {
  @TempDir Path folder;

  @Test
  void everyKeyIsInTheTableAndNoOther() throws IOException {
    Path file = Files.writeString(folder.resolve("local.json"), "{\"unknown\": 1}");
    String refused = String.valueOf(catchThrowable(() -> LocalConfig.read(file)).getMessage());
    String keys = refused.substring(refused.indexOf("the keys are ") + "the keys are ".length());

    assertThat(documented()).containsExactlyInAnyOrder(keys.strip().split(", ", -1));
  }

  private static List<String> documented() {
    return Markdown.pages().stream()
        .filter(page -> page.page().equals("docs/runbook.md"))
        .flatMap(page -> page.column("key").stream())
        .flatMap(cell -> Markdown.quoted(cell).stream())
        .toList();
  }
}
