package io.pharos.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.client.ReadOperations;
import io.pharos.client.Status;
import io.pharos.client.WireJson;
import io.pharos.client.print.RowFormat;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

@Command(name = "status", mixinStandardHelpOptions = true)
final class StatusCommand extends Listing<Object> {
  private boolean complete = true;

  /** A line of the table. */
  private record Line(String what, JsonNode is) {}

  @Override
  List<Object> rows() {
    Status status = target.reading(ReadOperations::status);
    complete = status.complete();
    return format == RowFormat.TABLE ? lines(status) : List.of(status);
  }

  private static List<Object> lines(Status status) {
    List<Object> lines = new ArrayList<>();
    WireJson.tree(status)
        .properties()
        .forEach(entry -> lines.add(new Line(entry.getKey(), entry.getValue())));
    return lines;
  }

  /** Events that wait for a table that is not defined wait for somebody. */
  @Override
  int code(List<Object> rows) {
    return complete ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
