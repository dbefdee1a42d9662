package io.pharos.sql;

import java.util.Map;

/** The little arithmetic of sizes in signatures: numbers, names, + - * /, min and max. */
final class Sum {
  private final String text;
  private final Map<String, Long> names;
  private int at;

  Sum(String text, Map<String, Long> names) {
    this.text = text.replace(" ", "");
    this.names = names;
  }

  long value() {
    long value = product();
    while (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
      value += text.charAt(at++) == '+' ? product() : -product();
    }
    return Math.min(value, Integer.MAX_VALUE);
  }

  private long product() {
    long value = atom();
    while (at < text.length() && (text.charAt(at) == '*' || text.charAt(at) == '/')) {
      boolean times = text.charAt(at++) == '*';
      long next = Math.min(atom(), Integer.MAX_VALUE);
      value = times ? Math.min(value, Integer.MAX_VALUE) * next : value / next;
    }
    return Math.min(value, Integer.MAX_VALUE);
  }

  private long atom() {
    if (text.charAt(at) == '(') {
      at++;
      return closed(value());
    }
    if (text.startsWith("min(", at) || text.startsWith("max(", at)) {
      boolean least = text.startsWith("min", at);
      at += 4;
      long first = value();
      at++;
      long second = value();
      return closed(least ? Math.min(first, second) : Math.max(first, second));
    }
    int start = at;
    while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    String word = text.substring(start, at);
    return TypeText.number(word)
        .map(Integer::longValue)
        .orElseGet(() -> names.getOrDefault(word, 0L));
  }

  private long closed(long value) {
    at++;
    return value;
  }
}
