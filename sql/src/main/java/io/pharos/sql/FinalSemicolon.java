package io.pharos.sql;

import io.pharos.core.query.SourceText;

/** The semicolon that may end a statement. */
final class FinalSemicolon {
  private FinalSemicolon() {}

  /** The same text with a semicolon at its very end blanked; another one is refused. */
  static String blanked(SourceText source) {
    String text = source.text();
    int semicolon = -1;
    for (SourceText.Region region : source.regions()) {
      for (int i = region.start();
          i < region.end() && region.kind() != SourceText.Kind.COMMENT;
          i++) {
        if (semicolon >= 0 && !Character.isWhitespace(text.charAt(i))) {
          throw SqlRefused.at(
              source.position(semicolon),
              "one statement at a time: remove what follows the semicolon");
        }
        if (region.kind() == SourceText.Kind.CODE && text.charAt(i) == ';') {
          semicolon = i;
        }
      }
    }
    return semicolon < 0
        ? text
        : text.substring(0, semicolon) + " " + text.substring(semicolon + 1);
  }
}
