package io.pharos.local.cli;

import io.pharos.client.OperationFailed;
import io.pharos.client.RefusedEventSummary;
import io.pharos.client.ReplaySummary;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "quarantine",
    mixinStandardHelpOptions = true,
    subcommands = {QuarantineCommand.ListCommand.class, QuarantineCommand.Replay.class})
final class QuarantineCommand implements Runnable {
  @Override
  public void run() {
    throw OperationFailed.wrongInput("say list or replay");
  }

  @Command(
      name = "list",
      description = "Shows them, oldest first, with the reason and the bytes as sent.",
      mixinStandardHelpOptions = true)
  static final class ListCommand extends Listing<RefusedEventSummary> {
    @Parameters(arity = "0..1", paramLabel = "TABLE", description = "Only of this table.")
    String table = "";

    @Option(names = "--reason", description = "Only for this reason, such as InvalidEvent.")
    String reason = "";

    @Option(
        names = "--limit",
        description = "How many at the most; default: ${DEFAULT-VALUE}.",
        defaultValue = "1000")
    int limit;

    @Override
    List<RefusedEventSummary> rows() {
      return target.reading(warehouse -> warehouse.quarantine(table, reason, limit));
    }
  }

  @Command(
      name = "replay",
      description = "Sends them in again; what is taken now leaves the quarantine.",
      mixinStandardHelpOptions = true)
  static final class Replay extends Listing<ReplaySummary> {
    @Parameters(arity = "0..1", paramLabel = "TABLE", description = "Only of this table.")
    String table = "";

    @Option(names = "--reason", description = "Only for this reason, such as InvalidEvent.")
    String reason = "";

    @Override
    List<ReplaySummary> rows() {
      return target.changing(warehouse -> warehouse.replay(table, reason));
    }
  }
}
