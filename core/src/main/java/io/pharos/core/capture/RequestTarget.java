package io.pharos.core.capture;

import java.nio.charset.Charset;
import java.util.HexFormat;

/**
 * Addresses as browsers write them, with characters that the syntax of addresses does not allow and
 * that parsers refuse.
 *
 * @see <a href="https://url.spec.whatwg.org/#percent-encoded-bytes">URL: percent-encoded bytes</a>
 */
public final class RequestTarget {
  /**
   * The characters that path and query may hold unencoded (RFC 3986, 3.3 and 3.4), besides letters
   * and digits.
   */
  private static final PercentEncoding ENCODING = new PercentEncoding("-._~!$&'()*+,;=:@/?");

  private RequestTarget() {}

  /**
   * Encodes the characters that are not allowed in an address. The meaning stays, and a well-formed
   * address is unchanged. A percent sign that encodes nothing stands for itself.
   *
   * @param sent a path, a query, or both with {@code ?} between them
   * @param charset of its characters beyond ASCII
   */
  public static String encoded(String sent, Charset charset) {
    if (isWellFormed(sent)) {
      return sent;
    }
    byte[] bytes = sent.getBytes(charset);
    StringBuilder encoded = new StringBuilder(bytes.length * 2);
    for (int i = 0; i < bytes.length; i++) {
      if (ENCODING.keeps(bytes[i]) || (bytes[i] == '%' && isEncoding(bytes, i))) {
        encoded.append((char) bytes[i]);
      } else {
        PercentEncoding.append(bytes[i], encoded);
      }
    }
    return encoded.toString();
  }

  private static boolean isWellFormed(String sent) {
    for (int i = 0; i < sent.length(); i++) {
      char c = sent.charAt(i);
      if (!ENCODING.keeps(c) && (c != '%' || !isEncoding(sent, i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isEncoding(String sent, int percent) {
    return percent + 2 < sent.length()
        && HexFormat.isHexDigit(sent.charAt(percent + 1))
        && HexFormat.isHexDigit(sent.charAt(percent + 2));
  }

  /** Whether two hexadecimal digits follow. */
  static boolean isEncoding(byte[] sent, int percent) {
    return percent + 2 < sent.length
        && HexFormat.isHexDigit(sent[percent + 1])
        && HexFormat.isHexDigit(sent[percent + 2]);
  }
}
