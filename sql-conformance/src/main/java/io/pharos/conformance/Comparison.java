package io.pharos.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Statements that both engines were asked, counted by what came of it. */
final class Comparison {
  /** Trino's planner gave up on a statement: nothing to compare with. */
  private static final List<String> NO_ANSWER =
      List.of("GENERIC_INTERNAL_ERROR", "COMPILER_ERROR", "EXPRESSION_NOT_CONSTANT");

  /** A statement with another answer. */
  record Differing(Difference kind, Answered trino, Answer pharos) {
    @Override
    public String toString() {
      return kind + "\t" + trino.sql() + "\n\tTrino   " + trino.trino() + "\n\tPharos  " + pharos;
    }
  }

  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<Differing> differing = new ArrayList<>();

  /** Asks both a number of random statements. */
  static Comparison ofRandom(long seed, int statements, Trino trino, Pharos pharos)
      throws IOException {
    Comparison comparison = new Comparison();
    RandomStatements random = new RandomStatements(seed);
    for (int i = 0; i < statements; i++) {
      String sql = random.next();
      trino.ask(sql);
      Answer ours = pharos.answer(sql);
      comparison.add(trino.answer(), ours);
    }
    return comparison;
  }

  private void add(Answered trino, Answer pharos) {
    if (trino.trino() instanceof Answer.Refused refused && NO_ANSWER.contains(refused.reason())) {
      count("Trino has no answer");
      return;
    }
    Optional<Difference> difference = Difference.of(trino, pharos);
    if (difference.isEmpty()) {
      count(pharos instanceof Answer.Rows ? "same rows" : "refused by both");
    } else if (Exceptions.holdFor(trino.sql())) {
      count("named exception");
    } else {
      count(difference.get().meaning());
      differing.add(new Differing(difference.get(), trino, pharos));
    }
  }

  private void count(String kind) {
    counts.merge(kind, 1, Integer::sum);
  }

  Map<String, Integer> counts() {
    return counts;
  }

  List<Differing> differing() {
    return differing;
  }
}
