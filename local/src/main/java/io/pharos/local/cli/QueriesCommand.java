package io.pharos.local.cli;

import io.pharos.client.QuerySummary;
import io.pharos.client.ReadOperations;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "queries",
    mixinStandardHelpOptions = true,
    subcommands = QueriesCommand.Cancel.class)
final class QueriesCommand extends Listing<QuerySummary> {
  @Override
  List<QuerySummary> rows() {
    return target.reading(ReadOperations::queries);
  }

  @Command(
      name = "cancel",
      description = "Ends a query; whoever asked it is told.",
      mixinStandardHelpOptions = true)
  static final class Cancel implements Callable<Integer> {
    @Mixin Target target = new Target();

    @Parameters(paramLabel = "ID", description = "As ./pharos queries calls it.")
    String query = "";

    @Override
    public Integer call() {
      return target.reading(warehouse -> {
        warehouse.cancel(query);
        return 0;
      });
    }
  }
}
