package io.pharos.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pharos.core.testing.NotRun;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random statements on Trino itself and on Pharos; {@code ./pharos conformance} runs more. */
class RandomStatementsTest {
  private static final Path ORACLE = Path.of("oracle");
  private static final int STATEMENTS = 600;

  @Test
  void aRandomStatementHasTrinosAnswerOrIsRefused(@TempDir Path data) throws Exception {
    boolean there = Trino.isThere(ORACLE);
    if (!there) {
      NotRun.say("Trino itself: its artifacts cannot be had (target/oracle.log)");
    }
    assumeTrue(there);

    try (Trino trino = Trino.start(ORACLE);
        Pharos pharos = new Pharos(data)) {
      Comparison comparison = Comparison.ofRandom(1, STATEMENTS, trino, pharos);

      assertThat(comparison.differing().stream().filter(found -> !found.kind().isAllowed()))
          .isEmpty();
      assertThat(comparison.counts().get("same rows")).isGreaterThan(STATEMENTS / 2);
    }
  }

  @Test
  void aSeedHasTheSameStatementsAgainAndAnotherHasOthers() {
    assertThat(statements(7)).isEqualTo(statements(7)).doesNotHaveDuplicates();
    assertThat(statements(11)).doesNotContainAnyElementsOf(statements(7));
  }

  private static List<String> statements(long seed) {
    RandomStatements random = new RandomStatements(seed);
    return IntStream.range(0, 200).mapToObj(_ -> random.next()).toList();
  }
}
