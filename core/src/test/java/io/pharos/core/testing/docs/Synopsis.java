package io.pharos.core.testing.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a page lists as the form of commands: {@code ./pharos curate run NAME [--window W] | list}.
 *
 * @param place page and line
 * @param commands such as {@code [curate, run]} and {@code [curate, list]}
 * @param options every option that it names
 */
record Synopsis(String place, List<List<String>> commands, Set<String> options) {
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'|#.*");
  private static final Pattern START = Pattern.compile("^\\./pharos ", Pattern.MULTILINE);
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--?[a-z][a-z-]*");

  /** Text beside the form, two blanks away. */
  private static final Pattern REMARK = Pattern.compile("\\s{2,}(?![\\s\\[(|]).*");

  private static final Pattern GROUP = Pattern.compile("\\([^()]*\\)|\\[[^\\[\\]]*]");
  private static final Pattern OPTIONAL_NAME = Pattern.compile("\\[([a-z]+) ");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z-]*");

  Synopsis {
    commands = List.copyOf(commands);
    options = Set.copyOf(options);
  }

  static boolean is(String block) {
    return START.matcher(block).find() && QUOTED.matcher(block).replaceAll("").contains("[--");
  }

  static List<Synopsis> all() {
    return Markdown.pages().stream()
        .flatMap(page -> page.blocks().stream())
        .filter(block -> is(block.text()))
        .flatMap(Synopsis::of)
        .toList();
  }

  /** One for each line that begins with the program, what follows it indented included. */
  static Stream<Synopsis> of(Markdown.Part block) {
    return START
        .splitAsStream(block.text())
        .filter(form -> !form.isBlank())
        .map(form -> new Synopsis(block.place(), commands(form), options(form)));
  }

  /** Whether it is one of a command, by its first name. */
  boolean begins(String command) {
    return commands.stream().anyMatch(names -> names.getFirst().equals(command));
  }

  private static Set<String> options(String form) {
    return OPTION
        .matcher(form)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<List<String>> commands(String form) {
    String line = REMARK.matcher(form.lines().findFirst().orElse("")).replaceAll("");
    String bare = line;
    while (GROUP.matcher(bare).find()) {
      bare = GROUP.matcher(bare).replaceAll("");
    }
    List<List<String>> commands = new ArrayList<>();
    for (String alternative : bare.split("\\|", -1)) {
      List<String> names =
          Stream.of(alternative.strip().split("\\s+", -1))
              .takeWhile(word -> NAME.matcher(word).matches())
              .toList();
      commands.add(commands.isEmpty() ? names : beside(commands.getFirst(), names));
    }
    OPTIONAL_NAME
        .matcher(line)
        .results()
        .map(name -> List.of(name.group(1)))
        .forEach(name -> commands.add(joined(commands.getFirst(), name)));
    return commands;
  }

  /** {@code list} beside {@code curate run} is {@code curate list}; beside {@code test}, itself. */
  private static List<String> beside(List<String> first, List<String> names) {
    return joined(first.subList(0, Math.max(0, first.size() - 1)), names);
  }

  private static List<String> joined(List<String> names, List<String> more) {
    return Stream.concat(names.stream(), more.stream()).toList();
  }
}
