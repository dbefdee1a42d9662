package io.pharos.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.client.command.CommandList;
import io.pharos.core.testing.docs.DocumentedCommands;
import org.junit.jupiter.api.Test;

/** The commands of one machine that the pages show are those that there are. */
class DocsTest {
  @Test
  void everyCommandIsOneThatTheProgramTakes() {
    DocumentedCommands commands = DocumentedCommands.of("local");

    assertThat(commands.lines()).hasSizeGreaterThan(5);
    assertThat(commands.problems(Pharos::commands)).isEmpty();
  }

  @Test
  void theCommandsAreThoseOfTheList() {
    assertThat(Pharos.commands().getSubcommands()).containsOnlyKeys(CommandList.of("local"));
  }
}
