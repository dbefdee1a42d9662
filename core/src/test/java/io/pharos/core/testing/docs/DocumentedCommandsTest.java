package io.pharos.core.testing.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class DocumentedCommandsTest {
  @Command(
      name = "pharos",
      subcommands = {Up.class, Curate.class})
  static final class Program {}

  @Command(name = "up", mixinStandardHelpOptions = true)
  static final class Up {
    @Option(names = "--port")
    int port;

    @Option(names = {"-f", "--file"})
    @Nullable Path file;
  }

  @Command(
      name = "curate",
      subcommands = {Run.class, History.class})
  static final class Curate {}

  @Command(name = "run")
  static final class Run {
    @Parameters String name = "";
  }

  @Command(name = "history")
  static final class History {}

  private static final String FORMS =
      """

          ./pharos up [--port N] [-f FILE]
          ./pharos curate run NAME | history
      """;

  private static List<String> problems(String text) {
    Markdown page = Markdown.of("page.md", text);
    List<Synopsis> synopses =
        page.blocks().stream()
            .filter(block -> Synopsis.is(block.text()))
            .flatMap(Synopsis::of)
            .toList();
    return new DocumentedCommands(ShownCommand.of(page), synopses)
        .problems(() -> new CommandLine(new Program()));
  }

  @Test
  void whatTheProgramTakesIsNoProblem() {
    assertThat(
            problems(
                FORMS
                    + """

                    A mention may lack what `./pharos curate run` needs.

                        ./pharos up --port 1 -f x   # remark
                        PHAROS_JAVA_OPTS=-Xmx1g ./pharos curate run NAME

                    | command |
                    | --- |
                    | `up`, `curate run` |
                    """))
        .isEmpty();
  }

  @Test
  void whatTheProgramRefusesIsOne() {
    assertThat(problems("    ./pharos up --host x\n\n.\n" + FORMS))
        .containsExactly("page.md:1: [up, --host, x]: Unknown options: '--host', 'x'");
    assertThat(problems("    ./pharos curate run\n\n.\n" + FORMS))
        .containsExactly("page.md:1: [curate, run]: Missing required parameter: '<name>'");
    assertThat(problems("Call `./pharos down`.\n" + FORMS))
        .singleElement()
        .asString()
        .contains("'down'");
    assertThat(problems("| command |\n| --- |\n| `up x` |\n" + FORMS)).hasSize(1);
  }

  @Test
  void aSynopsisNamesEveryCommandAndOptionAndNoOther() {
    assertThat(
            problems(
                """
                    ./pharos up  [--port N]
                                 [-f FILE]
                    ./pharos curate run NAME | history      what it does
                """))
        .isEmpty();
    assertThat(problems("    ./pharos up [--port N] [--host H]\n    ./pharos curate run | list\n"))
        .containsExactly(
            "page.md:1: there is no option --host",
            "page.md:1: [[up]] leaves out --file",
            "page.md:1: there is no command curate list");
    assertThat(problems("    ./pharos up [--port N] [-f FILE]\n"))
        .containsExactly("no page has the form of curate");
  }
}
