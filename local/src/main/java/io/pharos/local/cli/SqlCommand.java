package io.pharos.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.client.OperationFailed;
import io.pharos.client.print.RowFormat;
import io.pharos.client.print.RowPrinter;
import io.pharos.core.query.JsonValues;
import io.pharos.core.query.QueryResult;
import io.pharos.core.shape.TextFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
      List<String> names = JsonValues.names(answer);
      output.print(names, rows(names, answer), format);
    }
    return 0;
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

  private static Iterable<JsonNode> rows(List<String> names, QueryResult result) {
    return () ->
        new Iterator<JsonNode>() {
          private @Nullable JsonNode ahead = fetch();

          private @Nullable JsonNode fetch() {
            List<@Nullable Object> row = result.next();
            return row == null ? null : JsonValues.row(names, row);
          }

          @Override
          public boolean hasNext() {
            return ahead != null;
          }

          @Override
          public JsonNode next() {
            JsonNode row = ahead;
            if (row == null) {
              throw new NoSuchElementException();
            }
            ahead = fetch();
            return row;
          }
        };
  }
}
