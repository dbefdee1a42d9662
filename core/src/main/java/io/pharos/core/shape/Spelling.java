package io.pharos.core.shape;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Suggests the known word for a misspelt one. */
public final class Spelling {
  private static final int MAX_EDITS = 2;

  private Spelling() {}

  /** {@code : did you mean 'columns'?}, or nothing if no known word is near. */
  public static String hint(String written, Collection<String> known) {
    return closest(written, known).map(word -> ": did you mean '" + word + "'?").orElse("");
  }

  /** The known word with the fewest edits, if they are few enough for a likely match. */
  public static Optional<String> closest(String written, Collection<String> known) {
    return known.stream()
        .filter(word -> edits(written, word) <= Math.min(MAX_EDITS, word.length() / 2))
        .min(
            Comparator.comparingInt((String word) -> edits(written, word))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Levenshtein's distance: added, missing or exchanged letters. */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int exchanged = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(exchanged, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
