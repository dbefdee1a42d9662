package io.pharos.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.pharos.client.print.RowFormat;
import io.pharos.local.ReadOperations;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

@Command(name = "status", mixinStandardHelpOptions = true)
final class StatusCommand extends Listing {
  private boolean complete = true;

  @Override
  ArrayNode rows() {
    var status = target.reading(ReadOperations::status);
    complete = status.path("unknown_tables").valueStream().noneMatch(StatusCommand::waits);
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    if (format == RowFormat.TABLE) {
      status
          .properties()
          .forEach(
              entry -> rows.addObject().put("what", entry.getKey()).set("is", entry.getValue()));
      return rows;
    }
    return rows.add(status);
  }

  private static boolean waits(JsonNode table) {
    return table.path("waiting_events").asLong() > 0;
  }

  /** Events that wait for a table that is not defined wait for somebody. */
  @Override
  int code(ArrayNode rows) {
    return complete ? 0 : ExitCode.SOFTWARE;
  }
}
