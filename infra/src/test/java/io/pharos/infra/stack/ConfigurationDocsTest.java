package io.pharos.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.pharos.core.testing.docs.Markdown;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the pages show of {@code config/<branch>.json} can be configured. */
class ConfigurationDocsTest {
  private static final Pattern MEMBER = Pattern.compile("\"[A-Z]\\w+\": .+");

  @Test
  void everyParameterIsInTheTableAndNoOther() {
    List<String> documented =
        Markdown.pages().stream()
            .filter(page -> page.page().equals("docs/deploy.md"))
            .flatMap(page -> page.column("parameter").stream())
            .flatMap(cell -> Markdown.quoted(cell).stream())
            .toList();

    assertThat(documented).containsExactlyInAnyOrderElementsOf(StackParameter.texts());
  }

  @Test
  void everyFileAndEveryValueIsRead() {
    List<Markdown.Part> files =
        Markdown.pages().stream()
            .flatMap(page -> page.spans().stream())
            .filter(span ->
                MEMBER.matcher(span.text()).matches() || span.text().startsWith("{\"Parameters\""))
            .map(span ->
                span.text().startsWith("{")
                    ? span
                    : new Markdown.Part(span.place(), "{\"Parameters\": {" + span.text() + "}}"))
            .toList();

    assertThat(files).hasSizeGreaterThan(1);
    assertThat(files)
        .allSatisfy(file ->
            assertThatCode(() -> StackConfiguration.read(file.place(), file.text()))
                .doesNotThrowAnyException());
  }
}
