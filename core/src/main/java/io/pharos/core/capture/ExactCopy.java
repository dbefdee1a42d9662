package io.pharos.core.capture;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Copies JSON as it is: numbers digit by digit, and repeated keys as often as they occur. */
public final class ExactCopy {
  private ExactCopy() {}

  /** Copies the value at the parser's current token, up to its end. */
  public static void value(JsonParser from, JsonGenerator to) throws IOException {
    int depth = 0;
    do {
      token(from, to);
      depth += nesting(from.currentToken());
    } while (depth > 0 && from.nextToken() != null);
  }

  private static int nesting(JsonToken token) {
    if (token.isStructStart()) {
      return 1;
    }
    return token.isStructEnd() ? -1 : 0;
  }

  private static void token(JsonParser from, JsonGenerator to) throws IOException {
    if (from.currentToken().isNumeric()) {
      to.writeNumber(from.getText());
    } else {
      to.copyCurrentEvent(from);
    }
  }
}
