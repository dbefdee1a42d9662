package io.pharos.local.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.pharos.local.ReadOperations;
import picocli.CommandLine.Command;

@Command(name = "partitions", mixinStandardHelpOptions = true)
final class PartitionsCommand extends Listing {
  @Override
  ArrayNode rows() {
    return target.reading(ReadOperations::partitions);
  }
}
