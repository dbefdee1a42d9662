package io.pharos.core.testing.docs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * The commands of one program that the pages show, compared with the program's own command line.
 */
public final class DocumentedCommands {
  private static final Set<String> EVERYWHERE = Set.of("--help", "--version");

  private final List<ShownCommand> shown;
  private final List<Synopsis> synopses;

  DocumentedCommands(List<ShownCommand> shown, List<Synopsis> synopses) {
    this.shown = List.copyOf(shown);
    this.synopses = List.copyOf(synopses);
  }

  /**
   * Those that the launcher hands to a program.
   *
   * @param program its module
   */
  public static DocumentedCommands of(String program) {
    Launcher launcher = new Launcher();
    return new DocumentedCommands(
        ShownCommand.all().stream()
            .filter(ShownCommand::ofPharos)
            .filter(command -> !command.arguments().isEmpty())
            .filter(command -> launcher.program(command.arguments().getFirst()).equals(program))
            .toList(),
        Synopsis.all().stream()
            .filter(synopsis ->
                launcher.program(synopsis.commands().getFirst().getFirst()).equals(program))
            .toList());
  }

  /** The commands to be run as they stand. */
  public List<ShownCommand> lines() {
    return shown.stream().filter(command -> command.form() == ShownCommand.Form.LINE).toList();
  }

  /** What the program would refuse, and what a synopsis leaves out; one text each. */
  public List<String> problems(Supplier<CommandLine> program) {
    List<String> problems = new ArrayList<>();
    shown.forEach(command -> refused(command, program.get(), problems));
    synopses.forEach(synopsis -> compare(synopsis, program.get(), problems));
    program.get().getSubcommands().keySet().stream()
        .filter(name -> synopses.stream().noneMatch(synopsis -> synopsis.begins(name)))
        .forEach(name -> problems.add("no page has the form of " + name));
    return problems;
  }

  private static void refused(ShownCommand shown, CommandLine program, List<String> problems) {
    try {
      program.parseArgs(shown.arguments().toArray(String[]::new));
    } catch (MissingParameterException e) {
      if (shown.form() == ShownCommand.Form.LINE) {
        problems.add(shown.place() + ": " + shown.arguments() + ": " + e.getMessage());
      }
    } catch (ParameterException e) {
      problems.add(shown.place() + ": " + shown.arguments() + ": " + e.getMessage());
    }
  }

  private static void compare(Synopsis synopsis, CommandLine program, List<String> problems) {
    String place = synopsis.place() + ": ";
    List<OptionSpec> options = new ArrayList<>();
    for (List<String> names : synopsis.commands()) {
      find(program, names)
          .ifPresentOrElse(
              command -> options.addAll(command.getCommandSpec().options()),
              () -> problems.add(place + "there is no command " + String.join(" ", names)));
    }
    Set<String> known =
        options.stream().flatMap(option -> names(option).stream()).collect(Collectors.toSet());
    synopsis.options().stream()
        .filter(option -> !known.contains(option))
        .forEach(option -> problems.add(place + "there is no option " + option));
    options.stream()
        .filter(option -> !option.hidden() && Collections.disjoint(names(option), EVERYWHERE))
        .filter(option -> Collections.disjoint(names(option), synopsis.options()))
        .map(option -> place + synopsis.commands() + " leaves out " + option.longestName())
        .distinct()
        .forEach(problems::add);
  }

  private static Optional<CommandLine> find(CommandLine program, List<String> names) {
    Optional<CommandLine> command = Optional.of(program);
    for (String name : names) {
      command = command.map(CommandLine::getSubcommands).map(its -> its.get(name));
    }
    return command;
  }

  private static List<String> names(OptionSpec option) {
    return List.of(option.names());
  }
}
