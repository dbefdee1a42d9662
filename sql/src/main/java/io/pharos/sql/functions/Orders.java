package io.pharos.sql.functions;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The order that a lambda gives the items of a list, from what it says of each two. */
final class Orders {
  private final int[][] compared;

  private Orders(int[][] compared) {
    this.compared = compared;
  }

  /**
   * Places from 1, as a list.
   *
   * @param matrix of each item with each, as the engine writes a list of lists
   */
  static String of(String matrix) {
    int[][] compared =
        Arrays.stream(matrix.replaceAll("^\\[|\\]$", "").split("\\](, )?"))
            .filter(row -> !row.isEmpty())
            .map(row ->
                Arrays.stream(row.substring(1).split(", ")).mapToInt(Orders::value).toArray())
            .toArray(int[][]::new);
    return new Orders(compared).sorted().stream().map(place -> place + 1).toList().toString();
  }

  private static int value(String text) {
    return text.equals("NULL") ? Integer.MIN_VALUE : Integer.parseInt(text);
  }

  private List<Integer> sorted() {
    for (int i = 0; i < compared.length; i++) {
      for (int j = 0; j < i; j++) {
        requireSense(compared[i][j], compared[j][i]);
      }
    }
    Comparator<Integer> order = (a, b) -> a.equals(b) ? 0 : compared[a][b];
    List<Integer> ranks =
        IntStream.range(0, compared.length)
            .mapToObj(i ->
                (int)
                    IntStream.range(0, compared.length)
                        .filter(j -> j != i && compared[j][i] < 0)
                        .count())
            .toList();
    for (int i = 0; i < compared.length; i++) {
      for (int j = 0; j < i; j++) {
        if (order.compare(i, j) != Integer.signum(ranks.get(i).compareTo(ranks.get(j)))) {
          throw contradicts();
        }
      }
    }
    return IntStream.range(0, compared.length)
        .boxed()
        .sorted(Comparator.comparing(ranks::get))
        .toList();
  }

  private static void requireSense(int one, int other) {
    if (one < -1 || one > 1 || other < -1 || other > 1) {
      throw new Refusal("Lambda comparator must return either -1, 0, or 1");
    }
    if (one != -other) {
      throw contradicts();
    }
  }

  private static Refusal contradicts() {
    return new Refusal("the order that this lambda gives contradicts itself");
  }
}
