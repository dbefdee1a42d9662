package io.pharos.local.cli;

import io.pharos.client.PartitionSummary;
import io.pharos.client.ReadOperations;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "partitions", mixinStandardHelpOptions = true)
final class PartitionsCommand extends Listing<PartitionSummary> {
  @Override
  List<PartitionSummary> rows() {
    return target.reading(ReadOperations::partitions);
  }
}
