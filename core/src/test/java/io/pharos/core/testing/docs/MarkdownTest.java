package io.pharos.core.testing.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTest {
  private final Markdown page =
      Markdown.of(
          "page.md",
          """
          # Title

          Prose with `one` and `two
          words`:

              ./pharos up

              ./pharos flush    # `not prose`
          - an item:

                 curl x

          | command | does |
          | --- | --- |
          | `up`, `down` | `more` |
          """);

  @Test
  void blocksAreIndentedAndStandBelowABlankLine() {
    assertThat(page.blocks())
        .containsExactly(
            new Markdown.Part("page.md:6", "./pharos up\n\n./pharos flush    # `not prose`"),
            new Markdown.Part("page.md:11", "curl x"));
  }

  @Test
  void spansStandInProseAndTables() {
    assertThat(page.spans())
        .extracting(Markdown.Part::text)
        .containsExactly("one", "two words", "up", "down", "more");
  }

  @Test
  void aColumnIsThatOfItsHeader() {
    assertThat(page.column("command"))
        .containsExactly(new Markdown.Part("page.md:15", "`up`, `down`"));
    assertThat(page.column("does")).isEmpty();
    assertThat(Markdown.quoted(page.column("command").getFirst())).isEqualTo(List.of("up", "down"));
  }

  @Test
  void theChangelogIsNoPage() {
    assertThat(Markdown.pages())
        .extracting(Markdown::page)
        .contains("README.md", "docs/functions/beacon.md", "examples/earthquakes/README.md")
        .doesNotContain("CHANGELOG.md")
        .noneMatch(name -> name.contains("target/"));
  }
}
