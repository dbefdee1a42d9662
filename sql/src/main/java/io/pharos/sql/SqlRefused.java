package io.pharos.sql;

import io.pharos.core.query.SourceText;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NodeLocation;

/** SQL that is not run; the message says where and what to write instead, for whoever wrote it. */
public final class SqlRefused extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final NodeLocation START = new NodeLocation(1, 1);

  private final int line;
  private final int column;

  SqlRefused(int line, int column, String reason) {
    super("line " + line + ":" + column + ": " + reason);
    this.line = line;
    this.column = column;
  }

  static SqlRefused at(Node node, String reason) {
    NodeLocation location = node.getLocation().orElse(START);
    return new SqlRefused(location.getLineNumber(), location.getColumnNumber(), reason);
  }

  static SqlRefused at(SourceText.Position position, String reason) {
    return new SqlRefused(position.line(), position.column(), reason);
  }

  static SqlRefused syntax(ParsingException e) {
    SqlRefused refused =
        new SqlRefused(e.getLineNumber(), e.getColumnNumber(), e.getErrorMessage());
    refused.initCause(e);
    return refused;
  }

  /** From 1. */
  public int line() {
    return line;
  }

  /** From 1, in characters. */
  public int column() {
    return column;
  }
}
