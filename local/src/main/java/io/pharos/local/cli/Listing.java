package io.pharos.local.cli;

import io.pharos.client.WireJson;
import io.pharos.client.print.RowFormat;
import io.pharos.client.print.RowPrinter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that prints what a warehouse answers. */
abstract class Listing<T> implements Callable<Integer> {
  @Mixin Target target = new Target();

  @Option(
      names = "--format",
      description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.",
      defaultValue = "TABLE")
  RowFormat format = RowFormat.TABLE;

  @Spec @Nullable CommandSpec spec;

  /** The rows to print. */
  abstract List<T> rows();

  /** What the exit code says of the rows. */
  int code(List<T> rows) {
    return 0;
  }

  @Override
  public Integer call() {
    List<T> rows = rows();
    new RowPrinter(spec().commandLine().getOut()).print(WireJson.tree(rows), format);
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
