package io.pharos.conformance;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;

/** {@code ./pharos conformance}: random statements on Trino and on Pharos, a table by kind. */
public final class Conformance {
  private static final String USAGE =
      """
      Usage: ./pharos conformance [--statements N] [--seed S]
      Asks Trino itself and Pharos on one machine the same random statements and prints a table by kind,
      after each statement whose answer differs. Ends with 1 if another value, an answer where Trino refuses
      or the engine's own words are among them.
        --statements N  how many; default: 1000
        --seed S        the same statements for the same number; default: 1\
      """;

  private Conformance() {}

  public static void main(String[] args) throws Exception {
    int statements = 1000;
    long seed = 1;
    for (int i = 0; i < args.length; i++) {
      try {
        switch (args[i]) {
          case "--statements" -> statements = Integer.parseInt(args[++i]);
          case "--seed" -> seed = Long.parseLong(args[++i]);
          case "--help", "-h" -> {
            System.out.println(USAGE);
            return;
          }
          default -> throw new NumberFormatException();
        }
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        System.err.println("pharos conformance: what is " + String.join(" ", args) + "?\n" + USAGE);
        System.exit(2);
      }
    }
    System.exit(run(seed, statements, System.out) ? 0 : 1);
  }

  private static boolean run(long seed, int statements, PrintStream out)
      throws IOException, SQLException {
    Path oracle = Path.of(System.getProperty("pharos.home"), "sql-conformance", "oracle");
    Path data = Files.createTempDirectory("pharos-conformance");
    try (Trino trino = Trino.start(oracle);
        Pharos pharos = new Pharos(data)) {
      Comparison comparison = Comparison.ofRandom(seed, statements, trino, pharos);
      comparison.differing().stream()
          .sorted(Comparator.comparing(Comparison.Differing::kind))
          .forEach(out::println);
      out.println();
      comparison.counts().forEach((kind, count) -> out.printf("%8d  %s%n", count, kind));
      return comparison.differing().stream().allMatch(differing -> differing.kind().isAllowed());
    }
  }
}
