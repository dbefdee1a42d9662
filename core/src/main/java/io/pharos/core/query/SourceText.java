package io.pharos.core.query;

import java.util.ArrayList;
import java.util.List;

/** The text of a statement, cut into code, strings, quoted names and comments as Trino reads it. */
public record SourceText(String text, List<Region> regions) {
  /** The kind of a stretch of text. */
  public enum Kind {
    CODE,
    STRING,
    QUOTED_NAME,
    COMMENT
  }

  /** A stretch of one kind, quotes and comment marks included; {@code end} is exclusive. */
  public record Region(Kind kind, int start, int end) {}

  /** Line and column, both from 1; columns count characters, as Trino's do. */
  public record Position(int line, int column) {
    @Override
    public String toString() {
      return "line " + line + ":" + column;
    }
  }

  public static SourceText of(String text) {
    List<Region> regions = new ArrayList<>();
    int start = 0;
    int at = 0;
    while (at < text.length()) {
      Kind kind = kindAt(text, at);
      if (kind == Kind.CODE) {
        at++;
        continue;
      }
      add(regions, Kind.CODE, start, at);
      int end = endOf(text, at);
      add(regions, kind, at, end);
      start = end;
      at = end;
    }
    add(regions, Kind.CODE, start, text.length());
    return new SourceText(text, List.copyOf(regions));
  }

  public Position position(int offset) {
    int lineStart = text.lastIndexOf('\n', offset - 1) + 1;
    int line = (int) text.substring(0, lineStart).chars().filter(c -> c == '\n').count() + 1;
    return new Position(line, text.codePointCount(lineStart, offset) + 1);
  }

  public int offset(int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      start = text.indexOf('\n', start) + 1;
    }
    return text.offsetByCodePoints(start, column - 1);
  }

  /** The end of the name that starts here, quoted or not. */
  public int endOfName(int offset) {
    if (kindAt(text, offset) == Kind.QUOTED_NAME) {
      return endOf(text, offset);
    }
    int end = offset;
    while (end < text.length() && Character.isUnicodeIdentifierPart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static Kind kindAt(String text, int at) {
    return switch (text.charAt(at)) {
      case '\'' -> Kind.STRING;
      case '"', '`' -> Kind.QUOTED_NAME;
      case '-' -> text.startsWith("--", at) ? Kind.COMMENT : Kind.CODE;
      case '/' -> text.startsWith("/*", at) ? Kind.COMMENT : Kind.CODE;
      default -> Kind.CODE;
    };
  }

  private static int endOf(String text, int at) {
    return switch (text.charAt(at)) {
      case '-' -> after(text, "\n", at);
      case '/' -> after(text, "*/", at + 2);
      default -> endOfQuoted(text, at);
    };
  }

  private static int endOfQuoted(String text, int at) {
    char quote = text.charAt(at);
    for (int end = at + 1; end < text.length(); end++) {
      if (text.charAt(end) != quote) {
        continue;
      }
      if (end + 1 < text.length() && text.charAt(end + 1) == quote) {
        end++;
      } else {
        return end + 1;
      }
    }
    return text.length();
  }

  private static int after(String text, String mark, int from) {
    int found = text.indexOf(mark, from);
    return found < 0 ? text.length() : found + mark.length();
  }

  private static void add(List<Region> regions, Kind kind, int start, int end) {
    if (start < end) {
      regions.add(new Region(kind, start, end));
    }
  }
}
