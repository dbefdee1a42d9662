package io.pharos.local.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.pharos.local.ReadOperations;
import picocli.CommandLine.Command;

@Command(name = "tables", mixinStandardHelpOptions = true)
final class TablesCommand extends Listing {
  @Override
  ArrayNode rows() {
    return target.reading(ReadOperations::tables);
  }
}
