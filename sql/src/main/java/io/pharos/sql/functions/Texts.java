package io.pharos.sql.functions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Texts by code points. */
final class Texts {
  private static final int MAX_LENGTH = 1 << 20;

  private Texts() {}

  static String lower(String text) {
    return mapped(text, Character::toLowerCase);
  }

  static String upper(String text) {
    return mapped(text, Character::toUpperCase);
  }

  private static String mapped(String text, IntUnaryOperator operator) {
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints().map(operator).forEach(result::appendCodePoint);
    return result.toString();
  }

  static String normalize(String text, String form) {
    try {
      return Normalizer.normalize(text, Normalizer.Form.valueOf(form));
    } catch (IllegalArgumentException e) {
      throw new Refusal("Normalization form must be one of [NFD, NFC, NFKD, NFKC]");
    }
  }

  /** Hexadecimal digits, which are two for each byte. */
  static String evenHex(String hex) {
    if (hex.length() % 2 != 0) {
      throw new Refusal("expected even length hex string but found: " + hex);
    }
    return hex;
  }

  static String reverse(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  static String trim(String text, boolean start, boolean end) {
    int from = 0;
    int to = text.length();
    while (start && from < to && blank(text.charAt(from))) {
      from++;
    }
    while (end && to > from && blank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean blank(char c) {
    return Character.isWhitespace(c);
  }

  /** The place of the n-th occurrence, from the end for a negative n; 0 for none. */
  static long position(String text, String part, long instance) {
    if (instance == 0) {
      throw new Refusal("'instance' must be a positive or negative number.");
    }
    if (part.isEmpty()) {
      return 1;
    }
    int at = instance > 0 ? -1 : text.length();
    for (long i = 0; i < Math.abs(instance); i++) {
      at =
          instance > 0 ? text.indexOf(part, at + 1) : at == 0 ? -1 : text.lastIndexOf(part, at - 1);
      if (at < 0) {
        return 0;
      }
    }
    return text.codePointCount(0, at) + 1L;
  }

  static String pad(String text, long length, String with, boolean left) {
    if (length < 0 || length > MAX_LENGTH) {
      throw new Refusal("Target length must be in the range [0.." + MAX_LENGTH + "]");
    }
    if (with.isEmpty()) {
      throw new Refusal("Padding string must not be empty");
    }
    int[] points = text.codePoints().toArray();
    if (points.length >= length) {
      return new String(points, 0, (int) length);
    }
    int[] pads = with.codePoints().toArray();
    StringBuilder padding = new StringBuilder();
    for (int i = 0; i < length - points.length; i++) {
      padding.appendCodePoint(pads[i % pads.length]);
    }
    return left ? padding + text : text + padding;
  }

  static String split(String text, String delimiter, long limit) {
    if (limit <= 0) {
      throw new Refusal("Limit must be positive");
    }
    Checks.delimiter(delimiter);
    ArrayNode parts = JsonNodeFactory.instance.arrayNode();
    int from = 0;
    while (parts.size() < limit - 1) {
      int found = text.indexOf(delimiter, from);
      if (found < 0) {
        break;
      }
      parts.add(text.substring(from, found));
      from = found + delimiter.length();
    }
    return parts.add(text.substring(from)).toString();
  }

  static @Nullable String splitPart(String text, String delimiter, long index) {
    if (index <= 0) {
      throw new Refusal("Index must be greater than zero");
    }
    if (delimiter.isEmpty()) {
      return index > text.codePointCount(0, text.length())
          ? null
          : new String(text.codePoints().skip(index - 1).limit(1).toArray(), 0, 1);
    }
    int from = 0;
    for (long i = 1; i < index; i++) {
      int found = text.indexOf(delimiter, from);
      if (found < 0) {
        return null;
      }
      from = found + delimiter.length();
    }
    int end = text.indexOf(delimiter, from);
    return end < 0 ? text.substring(from) : text.substring(from, end);
  }

  /** Each of some characters becomes the one at its place, or goes where there is none. */
  static String translate(String text, String from, String to) {
    int[] others = to.codePoints().toArray();
    Map<Integer, Integer> places = new HashMap<>();
    int[] chars = from.codePoints().toArray();
    for (int i = 0; i < chars.length; i++) {
      places.putIfAbsent(chars[i], i);
    }
    StringBuilder translated = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          int place = places.getOrDefault(c, -1);
          if (place < 0) {
            translated.appendCodePoint(c);
          } else if (place < others.length) {
            translated.appendCodePoint(others[place]);
          }
        });
    return translated.toString();
  }

  /** As a JSON object of texts. */
  static String splitToMap(String text, String entries, String pairs) {
    Map<String, List<String>> map = pairs(text, entries, pairs);
    map.forEach((key, values) -> {
      if (values.size() > 1) {
        throw new Refusal("Duplicate keys (" + key + ") are not allowed");
      }
    });
    return object(map, values -> Json.string(values.getFirst()));
  }

  /** As a JSON object of lists of texts. */
  static String splitToMultimap(String text, String entries, String pairs) {
    return object(
        pairs(text, entries, pairs),
        values -> values.stream().map(Json::string).collect(Collectors.joining(",", "[", "]")));
  }

  private static String object(
      Map<String, List<String>> map, Function<List<String>, String> written) {
    return map.entrySet().stream()
        .map(entry -> Json.string(entry.getKey()) + ":" + written.apply(entry.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static Map<String, List<String>> pairs(String text, String entries, String pairs) {
    if (entries.isEmpty() || pairs.isEmpty() || entries.equals(pairs)) {
      throw new Refusal("the delimiters must differ and hold something");
    }
    Map<String, List<String>> map = new LinkedHashMap<>();
    for (int start = 0; start < text.length(); ) {
      int end = text.indexOf(entries, start);
      String entry = text.substring(start, end < 0 ? text.length() : end);
      int key = entry.indexOf(pairs);
      if (key < 0 || entry.indexOf(pairs, key + pairs.length()) >= 0) {
        throw new Refusal(
            "Key-value delimiter must appear exactly once in each entry. Bad input: '"
                + entry
                + "'");
      }
      map.computeIfAbsent(entry.substring(0, key), _ -> new ArrayList<>())
          .add(entry.substring(key + pairs.length()));
      start = end < 0 ? text.length() : end + entries.length();
    }
    return map;
  }

  static long codePoint(String text) {
    if (text.codePointCount(0, text.length()) != 1) {
      throw new Refusal("Input string must be a single character string");
    }
    return text.codePointAt(0);
  }

  static String chr(long codePoint) {
    if (codePoint < 0
        || codePoint > Character.MAX_CODE_POINT
        || (codePoint >= 0xD800 && codePoint <= 0xDFFF)) {
      throw new Refusal("Not a valid Unicode code point: " + codePoint);
    }
    return Character.toString((int) codePoint);
  }

  static long levenshtein(String a, String b) {
    int[] left = a.codePoints().toArray();
    int[] right = b.codePoints().toArray();
    int[] row = new int[right.length + 1];
    for (int j = 0; j <= right.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length; i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length; j++) {
        int changed = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[right.length];
  }

  static long hamming(String a, String b) {
    List<Integer> left = a.codePoints().boxed().toList();
    List<Integer> right = b.codePoints().boxed().toList();
    if (left.size() != right.size()) {
      throw new Refusal("The input strings to hamming_distance function must have the same length");
    }
    long distance = 0;
    for (int i = 0; i < left.size(); i++) {
      distance += left.get(i).equals(right.get(i)) ? 0 : 1;
    }
    return distance;
  }
}
