package io.pharos.local.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.pharos.client.OperationFailed;
import io.pharos.local.ReadOperations;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "curate",
    mixinStandardHelpOptions = true,
    subcommands = {CurateCommand.Run.class, CurateCommand.List.class, CurateCommand.History.class})
final class CurateCommand implements Runnable {
  @Override
  public void run() {
    throw OperationFailed.wrongInput("say run, list or history");
  }

  @Command(
      name = "run",
      description =
          "Runs a curation for one window or several; an open window runs as provisional.",
      mixinStandardHelpOptions = true)
  static final class Run extends Listing {
    @Parameters(paramLabel = "NAME", description = "database.curation")
    String name = "";

    @Option(
        names = "--window",
        description = "Such as 2026-11-21; default: the latest that is closed.")
    String window = "";

    @Option(names = "--from", description = "First window of several.")
    String from = "";

    @Option(names = "--to", description = "Last window of several, inclusive.")
    String to = "";

    @Override
    ArrayNode rows() {
      if (!window.isEmpty() && !(from.isEmpty() && to.isEmpty())) {
        throw OperationFailed.wrongInput("give --window, or --from and --to");
      }
      if (from.isEmpty() != to.isEmpty()) {
        throw OperationFailed.wrongInput("--from and --to go together");
      }
      String first = window.isEmpty() ? from : window;
      String last = window.isEmpty() ? to : window;
      return target.changing(warehouse -> warehouse.run(name, first, last));
    }

    @Override
    int code(ArrayNode rows) {
      boolean succeeded = true;
      for (var run : rows) {
        succeeded &= run.path("state").asText().equals("succeeded");
      }
      return succeeded ? 0 : ExitCode.SOFTWARE;
    }
  }

  @Command(
      name = "list",
      description = "The curations and when each runs next.",
      mixinStandardHelpOptions = true)
  static final class List extends Listing {
    @Override
    ArrayNode rows() {
      return target.reading(ReadOperations::curations);
    }
  }

  @Command(
      name = "history",
      description = "The runs, newest first.",
      mixinStandardHelpOptions = true)
  static final class History extends Listing {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Only of this curation.")
    String name = "";

    @Override
    ArrayNode rows() {
      return target.reading(warehouse -> warehouse.history(name));
    }
  }
}
