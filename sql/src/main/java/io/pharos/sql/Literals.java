package io.pharos.sql;

import io.pharos.sql.DuckDbTokens.Kind;
import io.pharos.sql.DuckDbTokens.Token;
import java.util.HashSet;
import java.util.Set;

/**
 * The texts and numbers that a query has said, as they were written for DuckDB, and the proof that
 * the engine will read them as such. One instance a statement.
 */
final class Literals {
  /** Texts and numbers that the rewriting needs for itself. */
  private static final Set<String> OWN_TEXTS = new HashSet<>();

  private static final Set<String> OWN_NUMBERS = new HashSet<>();

  static {
    OWN_TEXTS.addAll(
        Set.of(
            "", " ", "UTC", "null", "[", "]", "{", "}", ",", ":", "key", "value", "millisecond"));
    OWN_TEXTS.add("2000-01-01");
    OWN_NUMBERS.addAll(Set.of("0", "1", "2", "1000"));
    for (String template : Functions.templates()) {
      for (Token token : DuckDbTokens.of(template.replaceAll("\\$\\w+|[!#@]|%\\)", " "))) {
        (token.kind() == Kind.TEXT ? OWN_TEXTS : OWN_NUMBERS).add(token.value());
      }
    }
  }

  private final Set<String> texts = new HashSet<>(OWN_TEXTS);
  private final Set<String> numbers = new HashSet<>(OWN_NUMBERS);

  /** A text in quotes. */
  String text(String value) {
    texts.add(value);
    return "'" + value.replace("'", "''") + "'";
  }

  /** A text of the rewriting's own. */
  String own(String value) {
    return text(value);
  }

  /** A number. Trino's tree keeps a sign that was written before its digits. */
  String number(String number) {
    String digits = number.startsWith("-") ? number.substring(1) : number;
    numbers.add(digits);
    return digits.equals(number) ? digits : "(- " + digits + ")";
  }

  /**
   * The same SQL, cut once more as DuckDB cuts it: one statement, no comment, and the literals are
   * those that were written.
   *
   * @throws SqlRefused where that is not so
   */
  String proven(String sql) {
    try {
      DuckDbTokens.of(sql).forEach(this::require);
      return sql;
    } catch (DuckDbTokens.Unexpected e) {
      SqlRefused refused =
          new SqlRefused(
              1, 1, "this cannot be written for DuckDB without changing it: " + e.getMessage());
      refused.initCause(e);
      throw refused;
    }
  }

  private void require(Token token) {
    boolean known =
        switch (token.kind()) {
          case TEXT -> texts.contains(token.value());
          case NUMBER -> numbers.contains(token.value());
          default -> true;
        };
    if (!known) {
      throw new DuckDbTokens.Unexpected(
          "the " + (token.kind() == Kind.TEXT ? "text" : "number") + " " + token.value(), 0);
    }
  }
}
