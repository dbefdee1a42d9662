package io.pharos.local.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.pharos.local.Operations;
import picocli.CommandLine.Command;

@Command(
    name = "partitions",
    description = "The registered partitions.",
    mixinStandardHelpOptions = true)
final class PartitionsCommand extends Listing {
  @Override
  ArrayNode rows(Operations warehouse) {
    return warehouse.partitions();
  }
}
