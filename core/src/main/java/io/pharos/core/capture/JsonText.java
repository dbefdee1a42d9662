package io.pharos.core.capture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** JSON as senders send it: UTF-8, within limits. */
final class JsonText {
  /** Deepest nesting of arrays and objects. */
  private static final int MAX_DEPTH = 64;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private static final Pattern SOURCE = Pattern.compile(" \\([^(\\[]*at \\[Source: [^\\]]*]\\)");

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION) // JSON is UTF-8: RFC 8259, 8.1
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // names come from strangers
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(EventLimits.MAX_UNZIPPED_BYTES)
                  .maxNumberLength(EventLimits.MAX_UNZIPPED_BYTES) // its event alone is refused
                  .build())
          .build();

  private JsonText() {}

  /** A parser of a part of a text; its positions count from there. */
  static JsonParser parser(byte[] text, int from, int to) throws IOException {
    return JSON.createParser(text, from, to - from);
  }

  /** A byte order mark at the beginning becomes blanks. */
  static byte[] withoutMark(byte[] text) {
    int mark = BYTE_ORDER_MARK.length;
    if (text.length < mark || !Arrays.equals(text, 0, mark, BYTE_ORDER_MARK, 0, mark)) {
      return text;
    }
    byte[] blank = text.clone();
    Arrays.fill(blank, 0, mark, (byte) ' ');
    return blank;
  }

  /** The error of a text of several lines, with its line. */
  static String problem(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return what(e)
        + (at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")");
  }

  /** The error of a line that is not JSON. */
  static Fault notJson(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return new Fault(
        "",
        "the line is not JSON: "
            + what(e)
            + (at == null ? "" : " (column " + at.getColumnNr() + ")"));
  }

  /** The parser's message without its notes on where it read from. */
  private static String what(JsonProcessingException e) {
    return SOURCE.matcher(e.getOriginalMessage()).replaceAll("");
  }
}
