package io.pharos.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts SQL as DuckDB's lexer does, to see what it would read. It knows only what a rewritten query
 * may hold; anything else, such as a comment, a dollar quote or a semicolon, is not cut but told.
 */
final class DuckDbTokens {
  private static final String OPERATORS = "~!@#^&|`?+-*/%<>=:";
  private static final String ALONE = "()[]{},.";

  private final String sql;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  /** What a token is. */
  enum Kind {
    WORD,
    NAME,
    TEXT,
    NUMBER,
    SIGN
  }

  /** A token; the value of names and texts is what stands between the quotes, doubled ones once. */
  record Token(Kind kind, String value) {}

  /** SQL that holds what a rewritten query must not. */
  static final class Unexpected extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unexpected(String what, int at) {
      super(what + " at " + at);
    }
  }

  private DuckDbTokens(String sql) {
    this.sql = sql;
  }

  /**
   * The tokens of a statement.
   *
   * @throws Unexpected for what no rewritten query holds
   */
  static List<Token> of(String sql) {
    DuckDbTokens cut = new DuckDbTokens(sql);
    while (cut.at < sql.length()) {
      cut.next();
    }
    return cut.tokens;
  }

  private void next() {
    char c = sql.charAt(at);
    if (c == ' ' || c == '\n') {
      at++;
    } else if (c == '\'') {
      text();
    } else if (c == '"') {
      add(Kind.NAME, quoted('"'));
    } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
      number();
    } else if (isLetter(c)) {
      word();
    } else if (ALONE.indexOf(c) >= 0) {
      add(Kind.SIGN, sql.substring(at, ++at));
    } else {
      operator(c);
    }
  }

  /** Two texts that a line break parts are one to DuckDB, and E'..' has escapes. */
  private void text() {
    if (!tokens.isEmpty() && joins(tokens.getLast())) {
      throw new Unexpected("a text that joins what stands before it", at);
    }
    add(Kind.TEXT, quoted('\''));
  }

  private boolean joins(Token before) {
    boolean touches = sql.charAt(at - 1) != ' ' && sql.charAt(at - 1) != '\n';
    return before.kind() == Kind.TEXT
        || (touches && (before.kind() == Kind.WORD || before.value().endsWith("&")));
  }

  private String quoted(char quote) {
    StringBuilder value = new StringBuilder();
    for (int i = at + 1; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (c == quote && i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
        i++;
      } else if (c == quote) {
        at = i + 1;
        return value.toString();
      }
      value.append(c);
    }
    throw new Unexpected("a quote without its end", at);
  }

  private void number() {
    int start = at;
    while (isDigit(peek(0)) || peek(0) == '.') {
      at++;
    }
    if (isLetter(peek(0))) {
      throw new Unexpected("a number that joins what stands behind it", at);
    }
    add(Kind.NUMBER, sql.substring(start, at));
  }

  private void word() {
    int start = at;
    while (isLetter(peek(0)) || isDigit(peek(0))) {
      at++;
    }
    add(Kind.WORD, sql.substring(start, at));
  }

  private void operator(char first) {
    int start = at;
    while (OPERATORS.indexOf(peek(0)) >= 0) {
      if (sql.startsWith("--", at) || sql.startsWith("/*", at)) {
        throw new Unexpected("a comment", at);
      }
      at++;
    }
    if (start == at) {
      throw new Unexpected("the character " + (int) first, at);
    }
    add(Kind.SIGN, sql.substring(start, at));
  }

  private void add(Kind kind, String value) {
    tokens.add(new Token(kind, value));
  }

  private char peek(int ahead) {
    return at + ahead < sql.length() ? sql.charAt(at + ahead) : '\0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Outside quotes a rewritten query has letters of ASCII only. */
  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }
}
