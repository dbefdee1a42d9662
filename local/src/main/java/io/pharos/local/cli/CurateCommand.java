package io.pharos.local.cli;

import io.pharos.client.CurationSummary;
import io.pharos.client.OperationFailed;
import io.pharos.client.ReadOperations;
import io.pharos.client.RunSummary;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "curate",
    mixinStandardHelpOptions = true,
    subcommands = {
      CurateCommand.Run.class,
      CurateCommand.ListCommand.class,
      CurateCommand.History.class
    })
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
  static final class Run extends Listing<RunSummary> {
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
    List<RunSummary> rows() {
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
    int code(List<RunSummary> rows) {
      return rows.stream().allMatch(RunSummary::succeeded) ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  @Command(
      name = "list",
      description = "The curations and when each runs next.",
      mixinStandardHelpOptions = true)
  static final class ListCommand extends Listing<CurationSummary> {
    @Override
    List<CurationSummary> rows() {
      return target.reading(ReadOperations::curations);
    }
  }

  @Command(
      name = "history",
      description = "The runs, newest first.",
      mixinStandardHelpOptions = true)
  static final class History extends Listing<RunSummary> {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Only of this curation.")
    String name = "";

    @Override
    List<RunSummary> rows() {
      return target.reading(warehouse -> warehouse.history(name));
    }
  }
}
