package io.pharos.local.cli;

import io.pharos.client.OperationFailed;
import io.pharos.client.print.ResultRows;
import io.pharos.client.print.RowFormat;
import io.pharos.client.print.RowPrinter;
import io.pharos.core.query.QueryResult;
import io.pharos.core.shape.TextFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "sql", mixinStandardHelpOptions = true)
final class SqlCommand implements Callable<Integer> {
  @Mixin Target target = new Target();

  @Option(
      names = "--format",
      description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.",
      defaultValue = "TABLE")
  RowFormat format = RowFormat.TABLE;

  @Option(names = "-f", description = "Reads the query from a file.", paramLabel = "FILE")
  @Nullable Path file;

  @Parameters(arity = "0..1", paramLabel = "SQL", description = "The query.")
  @Nullable String sql;

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    String query = query();
    CommandSpec own = spec;
    if (own == null) {
      throw new IllegalStateException("picocli sets it");
    }
    RowPrinter output = new RowPrinter(own.commandLine().getOut());
    return target.reading(warehouse -> print(warehouse.sql(query), output));
  }

  private int print(QueryResult answer, RowPrinter output) {
    try (answer) {
      ResultRows rows = new ResultRows(answer);
      output.print(rows.columns(), rows, format);
    }
    return ExitCode.OK;
  }

  private String query() throws IOException {
    if ((sql == null) == (file == null)) {
      throw OperationFailed.wrongInput("give a query, or a file of one with -f");
    }
    if (sql != null) {
      return sql;
    }
    Path path = file;
    if (path == null || !Files.isReadable(path)) {
      throw OperationFailed.failed("the file " + file + " cannot be read");
    }
    try {
      return TextFile.read(path);
    } catch (CharacterCodingException e) {
      throw OperationFailed.failed("the file " + file + " is not UTF-8; save it as UTF-8");
    }
  }
}
