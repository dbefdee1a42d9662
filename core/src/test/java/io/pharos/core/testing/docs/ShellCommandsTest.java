package io.pharos.core.testing.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShellCommandsTest {
  @Test
  void aCommandIsItsWordsWithoutQuotesAndComments() {
    assertThat(ShellCommands.of("./pharos sql \"select 'a' from t\" --x='y z'  # why\n"))
        .containsExactly(List.of("./pharos", "sql", "select 'a' from t", "--x=y z"));
  }

  @Test
  void linesPipesAndListsAreCommands() {
    assertThat(ShellCommands.of("a 1 | b; c && d \\\n  e\nf#g ''"))
        .containsExactly(
            List.of("a", "1"), List.of("b"), List.of("c"), List.of("d", "e"), List.of("f#g", ""));
  }

  @Test
  void whatTheShellWouldPutInStays() {
    assertThat(
            ShellCommands.of("x \"$(date -u '+%F; %T')\" -d '{\"a\": \"'\"$(f (g) \"h\")\"'\"}'"))
        .containsExactly(List.of("x", "$(date -u '+%F; %T')", "-d", "{\"a\": \"$(f (g) \"h\")\"}"));
  }
}
