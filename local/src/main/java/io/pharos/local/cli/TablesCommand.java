package io.pharos.local.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.pharos.local.Operations;
import picocli.CommandLine.Command;

@Command(
    name = "tables",
    description = "The tables, with how much the lake holds of each.",
    mixinStandardHelpOptions = true)
final class TablesCommand extends Listing {
  @Override
  ArrayNode rows(Operations warehouse) {
    return warehouse.tables();
  }
}
