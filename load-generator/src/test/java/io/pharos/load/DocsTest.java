package io.pharos.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.client.command.CommandList;
import io.pharos.core.testing.docs.DocumentedCommands;
import io.pharos.load.send.Stop;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** The commands of the load generator that the pages show are those that there are. */
class DocsTest {
  @Test
  void everyCommandIsOneThatTheProgramTakes() {
    PrintWriter none = new PrintWriter(new StringWriter());
    DocumentedCommands commands = DocumentedCommands.of("load-generator");

    assertThat(commands.lines()).isNotEmpty();
    assertThat(commands.problems(() -> Main.commands(none, none, new Stop()))).isEmpty();
  }

  @Test
  void theCommandsAreThoseOfTheList() {
    PrintWriter none = new PrintWriter(new StringWriter());

    assertThat(Main.commands(none, none, new Stop()).getSubcommands())
        .containsOnlyKeys(CommandList.of("load-generator"));
  }
}
