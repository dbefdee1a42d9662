package io.pharos.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.client.OperationFailed;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

class CommandFrameTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Command(description = "A program.", subcommands = Flush.class)
  private static final class Program {}

  @Command(name = "flush", description = "And more.", mixinStandardHelpOptions = true)
  private static final class Flush implements Callable<Integer> {
    @Parameters(arity = "0..1")
    String how = "";

    @Override
    public Integer call() throws NoSuchFileException {
      return switch (how) {
        case "failing" -> throw OperationFailed.failed("it went wrong");
        case "refused" -> throw OperationFailed.wrongInput("it cannot be asked for");
        case "file" -> throw new NoSuchFileException("x");
        default -> 0;
      };
    }
  }

  private CommandLine commands() {
    return CommandFrame.around(new Program(), new PrintWriter(out), new PrintWriter(err));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "failing | 1 | pharos: it went wrong",
        "file | 1 | pharos: x: there is no such file or folder; mend that, or name another",
        "refused | 2 | pharos: it cannot be asked for",
        "a b | 2 | pharos: Unmatched argument at index 2: 'b'"
      })
  void whatWentWrongIsToldAndTheCodeSaysWhoseFaultItIs(String how, int code, String told) {
    assertThat(commands().execute(("flush " + how).split(" ", -1))).isEqualTo(code);
    assertThat(err.toString().lines().findFirst()).contains(told);
    assertThat(err.toString().contains("Usage: pharos flush")).isEqualTo(code == 2);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aWordThatIsNearlyACommandIsGuessed() {
    assertThat(commands().execute("flusch")).isEqualTo(2);
    assertThat(err.toString()).contains("Did you mean: pharos flush?", "Usage: pharos [");
  }

  @Test
  void whatACommandDoesIsWhatTheListSays() {
    assertThat(commands().execute("flush", "--help")).isZero();
    assertThat(out.toString())
        .contains("Files what was acknowledged so far into the lake; ", "And more.");
  }

  @Test
  void aHelpCanListTheCommandsOfAllPrograms() {
    CommandLine commands = commands();
    CommandList.showAll(commands);

    assertThat(commands.execute("--help")).isZero();
    assertThat(out.toString())
        .containsPattern("(?m)^  up +Starts the warehouse; ")
        .containsPattern("(?m)^  cost +Says what ")
        .containsPattern("(?m)^  bench +Measures ");
  }
}
