package io.pharos.core.capture;

import io.pharos.core.value.Timestamps;
import java.util.Arrays;

/**
 * JSON written as UTF-8 into memory. The writer can go back, so that an event that turns out to be
 * invalid leaves nothing behind. Not safe for many threads.
 */
final class JsonLine {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private static final byte[] NOTHING = {};

  private byte[] bytes;
  private int length;

  JsonLine(int capacity) {
    bytes = new byte[capacity];
  }

  int length() {
    return length;
  }

  void truncate(int to) {
    length = to;
  }

  /** Releases the memory without a copy. */
  void free() {
    bytes = NOTHING;
    length = 0;
  }

  byte[] copy(int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  void raw(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
  }

  void raw(byte[] utf8) {
    reserve(utf8.length);
    System.arraycopy(utf8, 0, bytes, length, utf8.length);
    length += utf8.length;
  }

  /** Writes text of ASCII characters that need no escape. */
  @SuppressWarnings("deprecation") // the copy for text known to be ASCII
  void ascii(String text) {
    int count = text.length();
    reserve(count);
    text.getBytes(0, count, bytes, length);
    length += count;
  }

  void ascii(char[] text, int offset, int count) {
    reserve(count);
    for (int i = 0; i < count; i++) {
      bytes[length++] = (byte) text[offset + i];
    }
  }

  void timestamp(long millis) {
    reserve(Timestamps.LENGTH + 2);
    bytes[length++] = '"';
    Timestamps.write(millis, bytes, length);
    length += Timestamps.LENGTH;
    bytes[length++] = '"';
  }

  /**
   * A quoted string.
   *
   * @return false for a lone surrogate, which UTF-8 cannot encode
   */
  boolean string(char[] text, int offset, int count) {
    reserve(count * 6 + 2); // the longest a character becomes: an escape of six bytes
    byte[] target = bytes;
    int at = length;
    target[at++] = '"';
    int end = offset + count;
    for (int i = offset; i < end; i++) {
      char c = text[i];
      if (c < 0x80) {
        if (c >= ' ' && c != '"' && c != '\\') {
          target[at++] = (byte) c;
        } else {
          at = escape(c, target, at);
        }
      } else if (c < 0x800) {
        target[at++] = (byte) (0xC0 | (c >> 6));
        target[at++] = (byte) (0x80 | (c & 0x3F));
      } else if (!Character.isSurrogate(c)) {
        target[at++] = (byte) (0xE0 | (c >> 12));
        target[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        target[at++] = (byte) (0x80 | (c & 0x3F));
      } else {
        if (i + 1 == end || !Character.isSurrogatePair(c, text[i + 1])) {
          return false;
        }
        int codePoint = Character.toCodePoint(c, text[++i]);
        target[at++] = (byte) (0xF0 | (codePoint >> 18));
        target[at++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
        target[at++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
        target[at++] = (byte) (0x80 | (codePoint & 0x3F));
      }
    }
    target[at++] = '"';
    length = at;
    return true;
  }

  boolean string(String text) {
    return string(text.toCharArray(), 0, text.length());
  }

  private static int escape(char c, byte[] target, int at) {
    target[at++] = '\\';
    switch (c) {
      case '"', '\\' -> target[at++] = (byte) c;
      case '\n' -> target[at++] = 'n';
      case '\r' -> target[at++] = 'r';
      case '\t' -> target[at++] = 't';
      default -> {
        target[at++] = 'u';
        target[at++] = '0';
        target[at++] = '0';
        target[at++] = HEX[c >> 4];
        target[at++] = HEX[c & 0xF];
      }
    }
    return at;
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
