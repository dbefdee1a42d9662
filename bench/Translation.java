import io.pharos.core.definition.Column;
import io.pharos.core.definition.ColumnType.Scalar;
import io.pharos.core.definition.TableName;
import io.pharos.sql.AthenaSql;
import io.pharos.sql.Columns;
import io.trino.sql.parser.SqlParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Milliseconds to parse a curation of 40 lines, know its types and write it for DuckDB, or to do no
 * more than parse it. Arguments: its file; translate or parse; how many times before the one that
 * counts, the median of as many more. None: the first time in this process.
 */
final class Translation {
  private Translation() {}

  public static void main(String... arguments) throws Exception {
    String sql =
        Files.readString(Path.of(arguments[0]))
            .replaceAll("\\$\\{\\w+}", "timestamp '2026-01-01 00:00:00'");
    boolean parse = arguments[1].equals("parse");
    int before = Integer.parseInt(arguments[2]);
    Columns columns = new Columns(Translation::columns, Map.of());
    for (int i = 0; i < before; i++) {
      millis(sql, columns, parse);
    }
    double[] times = new double[before + 1];
    Arrays.setAll(times, _ -> millis(sql, columns, parse));
    Arrays.sort(times);
    System.out.printf("%.3f%n", times[before / 2]);
  }

  private static double millis(String sql, Columns columns, boolean parse) {
    long start = System.nanoTime();
    int length =
        parse
            ? new SqlParser().createStatement(sql).getChildren().size()
            : AthenaSql.parse(sql).toDuckDb(Optional.empty(), columns).sql().length();
    double millis = (System.nanoTime() - start) / 1e6;
    if (length == 0) {
      throw new IllegalStateException("nothing was read");
    }
    return millis;
  }

  private static Optional<List<Column>> columns(TableName table) {
    return Optional.of(
        Stream.concat(
                Stream.of("impression_id", "click_id", "ad_id")
                    .map(name -> Column.optional(name, Scalar.STRING)),
                Stream.of("occurred_at", "received_at", "inserted_at")
                    .map(name -> Column.optional(name, Scalar.TIMESTAMP)))
            .toList());
  }
}
