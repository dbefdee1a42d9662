package io.pharos.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.client.command.CommandList;
import io.pharos.core.testing.docs.DocumentedCommands;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** The commands for AWS that the pages show are those that there are. */
class DocsTest {
  @Test
  void everyCommandIsOneThatTheProgramTakes() {
    PrintWriter none = new PrintWriter(new StringWriter());
    DocumentedCommands commands = DocumentedCommands.of("infra");

    assertThat(commands.lines()).hasSizeGreaterThan(5);
    assertThat(commands.problems(() -> Main.commands(none, none))).isEmpty();
  }

  @Test
  void theCommandsAreThoseOfTheList() {
    PrintWriter none = new PrintWriter(new StringWriter());

    assertThat(Main.commands(none, none).getSubcommands())
        .containsOnlyKeys(CommandList.of("infra"));
  }
}
