package io.pharos.local.cli;

import io.pharos.client.ReadOperations;
import io.pharos.client.TableSummary;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "tables", mixinStandardHelpOptions = true)
final class TablesCommand extends Listing<TableSummary> {
  @Override
  List<TableSummary> rows() {
    return target.reading(ReadOperations::tables);
  }
}
