package io.pharos.core.testing.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A command that a page shows. Those of {@code ./pharos} and of the repository's scripts are
 * checked offline; commands that call a server or AWS are not.
 *
 * @param place page and line
 * @param words the program first
 * @param form how it is shown
 */
public record ShownCommand(String place, List<String> words, Form form) {
  private static final String PHAROS = "./pharos";
  private static final Pattern OF_PHAROS = Pattern.compile("\\./pharos( .*)?", Pattern.DOTALL);
  private static final Pattern SHELL =
      Pattern.compile("^ *(\\./|curl |aws |[A-Za-z_]+=)", Pattern.MULTILINE);

  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_]+=.*", Pattern.DOTALL);

  /** A table that lists the commands of {@code ./pharos} has this above their names. */
  private static final String COMMANDS = "command";

  /** How a command is shown. */
  public enum Form {
    /** A line to be run as it stands. */
    LINE,
    /** A name in prose or in a table: what it needs may be missing. */
    MENTION
  }

  public ShownCommand {
    words = List.copyOf(words);
  }

  /** All commands of all pages; synopses are {@link Synopsis}. */
  public static List<ShownCommand> all() {
    return Markdown.pages().stream().flatMap(page -> of(page).stream()).toList();
  }

  static List<ShownCommand> of(Markdown page) {
    List<ShownCommand> commands = new ArrayList<>();
    for (Markdown.Part block : page.blocks()) {
      if (!Synopsis.is(block.text()) && isShell(block.text())) {
        add(block, Form.LINE, commands);
      }
    }
    page.spans().stream()
        .filter(span -> OF_PHAROS.matcher(span.text()).matches())
        .forEach(span -> add(span, Form.MENTION, commands));
    for (Markdown.Part cell : page.column(COMMANDS)) {
      for (String name : Markdown.quoted(cell)) {
        add(new Markdown.Part(cell.place(), PHAROS + " " + name), Form.MENTION, commands);
      }
    }
    return commands;
  }

  /** Whether it is one of {@code ./pharos}. */
  public boolean ofPharos() {
    return words.getFirst().equals(PHAROS);
  }

  /** What follows the program. */
  public List<String> arguments() {
    return words.subList(1, words.size());
  }

  /** A block of definitions, of code or a drawing shows no command. */
  private static boolean isShell(String block) {
    return SHELL.matcher(block).find();
  }

  private static void add(Markdown.Part part, Form form, List<ShownCommand> commands) {
    for (List<String> words : ShellCommands.of(part.text())) {
      List<String> run =
          words.stream().dropWhile(word -> ASSIGNMENT.matcher(word).matches()).toList();
      if (!run.isEmpty()) {
        commands.add(new ShownCommand(part.place(), run, form));
      }
    }
  }
}
