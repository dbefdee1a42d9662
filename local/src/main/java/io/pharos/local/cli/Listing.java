package io.pharos.local.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.pharos.client.print.RowFormat;
import io.pharos.client.print.RowPrinter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that prints what a warehouse answers. */
abstract class Listing implements Callable<Integer> {
  @Mixin Target target = new Target();

  @Option(
      names = "--format",
      description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.",
      defaultValue = "TABLE")
  RowFormat format = RowFormat.TABLE;

  @Spec @Nullable CommandSpec spec;

  /** The rows to print. */
  abstract ArrayNode rows();

  /** What the exit code says of the rows. */
  int code(ArrayNode rows) {
    return 0;
  }

  @Override
  public Integer call() {
    ArrayNode rows = rows();
    new RowPrinter(spec().commandLine().getOut()).print(rows, format);
    return code(rows);
  }

  final CommandSpec spec() {
    CommandSpec own = spec;
    if (own == null) {
      throw new IllegalStateException("picocli sets it");
    }
    return own;
  }
}
