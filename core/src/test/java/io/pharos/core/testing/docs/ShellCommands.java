package io.pharos.core.testing.docs;

import java.util.ArrayList;
import java.util.List;

/**
 * The commands of shell text, a list of words each: quotes are undone, comments left out, what the
 * shell would put in ({@code $(..)}, {@code $name}) stands as it is.
 */
final class ShellCommands {
  private static final String ENDS = "\n;|&";

  private final String text;
  private int at;
  private final List<List<String>> commands = new ArrayList<>();
  private List<String> words = new ArrayList<>();
  private StringBuilder word = new StringBuilder();
  private boolean begun;

  private ShellCommands(String text) {
    this.text = text;
  }

  static List<List<String>> of(String text) {
    return new ShellCommands(text).read();
  }

  private List<List<String>> read() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (ENDS.indexOf(c) >= 0) {
        endCommand();
        at++;
      } else if (Character.isWhitespace(c)) {
        endWord();
        at++;
      } else if (c == '#' && !begun) {
        at = endOfLine();
      } else {
        part(c);
      }
    }
    endCommand();
    return commands;
  }

  private void part(char c) {
    if (c == '\\' && at + 1 < text.length()) {
      escaped();
      return;
    }
    begun = true;
    switch (c) {
      case '\'' -> singleQuoted();
      case '"' -> doubleQuoted();
      case '$' -> expansion();
      default -> plain(c);
    }
  }

  private void plain(char c) {
    word.append(c);
    at++;
  }

  private void escaped() {
    char next = text.charAt(at + 1);
    if (next != '\n') {
      begun = true;
      word.append(next);
    }
    at += 2;
  }

  private void singleQuoted() {
    int closing = text.indexOf('\'', at + 1);
    int end = closing < 0 ? text.length() : closing;
    word.append(text, at + 1, end);
    at = end + 1;
  }

  private void doubleQuoted() {
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '$') {
        expansion();
      } else if (text.charAt(at) == '\\') {
        escaped();
      } else {
        plain(text.charAt(at));
      }
    }
    at++;
  }

  /** Copies {@code $(..)} whole, whatever is in it. */
  private void expansion() {
    int end = at + 1;
    if (text.startsWith("$(", at)) {
      int depth = 0;
      do {
        depth += text.charAt(end) == '(' ? 1 : text.charAt(end) == ')' ? -1 : 0;
        end++;
      } while (depth > 0 && end < text.length());
    }
    word.append(text, at, end);
    at = end;
  }

  private int endOfLine() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  private void endWord() {
    if (begun) {
      words.add(word.toString());
    }
    word = new StringBuilder();
    begun = false;
  }

  private void endCommand() {
    endWord();
    if (!words.isEmpty()) {
      commands.add(List.copyOf(words));
    }
    words = new ArrayList<>();
  }
}
