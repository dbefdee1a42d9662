package io.pharos.embedded.query;

import java.util.ArrayList;
import java.util.List;

/** Reads the name of a type, such as {@code STRUCT(a TIMESTAMP, "b c" MAP(VARCHAR, DATE[]))[]}. */
final class ResultTypeParser {
  private final String text;
  private int at;

  ResultTypeParser(String text) {
    this.text = text;
  }

  ResultType parse() {
    ResultType type = type();
    if (at < text.length()) {
      throw new IllegalArgumentException("the engine names a type that is not known: " + text);
    }
    return type;
  }

  private ResultType type() {
    ResultType type;
    if (skip("STRUCT(")) {
      type = struct();
    } else if (skip("MAP(")) {
      ResultType key = type();
      require(", ");
      type = new ResultType.Mapped(key, type());
      require(")");
    } else {
      type = scalar();
    }
    while (skip("[")) {
      int end = text.indexOf(']', at);
      type = new ResultType.Listed(type, text.substring(at, end));
      at = end + 1;
    }
    return type;
  }

  private ResultType.Struct struct() {
    List<ResultType.Field> fields = new ArrayList<>();
    do {
      boolean named = !Character.isUpperCase(text.charAt(at)); // such a name would be in quotes
      String name = named ? name() : "field" + fields.size();
      fields.add(new ResultType.Field(name, named, type()));
    } while (skip(", "));
    require(")");
    return new ResultType.Struct(fields);
  }

  /** A name and the blank behind it. */
  private String name() {
    int start = at;
    if (!skip("\"")) {
      at = text.indexOf(' ', at) + 1;
      return text.substring(start, at - 1);
    }
    while (text.charAt(at) != '"' || text.startsWith("\"\"", at)) {
      at += text.charAt(at) == '"' ? 2 : 1;
    }
    String quoted = text.substring(start + 1, at++);
    require(" ");
    return quoted.replace("\"\"", "\"");
  }

  /** A name with its own parameters, up to its end. */
  private ResultType.Scalar scalar() {
    int start = at;
    while (at < text.length() && ",)[".indexOf(text.charAt(at)) < 0) {
      at = text.charAt(at) == '(' ? text.indexOf(')', at) + 1 : at + 1;
    }
    return new ResultType.Scalar(text.substring(start, at));
  }

  private boolean skip(String token) {
    boolean found = text.startsWith(token, at);
    at += found ? token.length() : 0;
    return found;
  }

  private void require(String token) {
    if (!skip(token)) {
      throw new IllegalArgumentException(
          "the engine names a type that is not known: " + text + ", at " + at);
    }
  }
}
