package io.pharos.core.shape;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody meant to write. */
public final class Spelling {
  private static final int MAX_EDITS = 2;

  private Spelling() {}

  /** {@code : did you mean 'columns'?}, or nothing where no known word is near. */
  public static String hint(String written, Collection<String> known) {
    return closest(written, known).map(word -> ": did you mean '" + word + "'?").orElse("");
  }

  /** The known word that fewest edits lead to, if so few that it is likely to be meant. */
  public static Optional<String> closest(String written, Collection<String> known) {
    return known.stream()
        .filter(word -> edits(written, word) <= Math.min(MAX_EDITS, word.length() / 2))
        .min(
            Comparator.comparingInt((String word) -> edits(written, word))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Levenshtein's distance: letters added, left out or exchanged. */
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
