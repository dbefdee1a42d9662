package io.pharos.infra.stack;

import io.pharos.core.shape.InvalidFiles;
import io.pharos.core.shape.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The values of a configuration file. A getter whose value is wrong records the problem and returns
 * the default, so that all problems are reported at once.
 */
final class ParameterValues {
  private final String file;
  private final Map<StackParameter, Entry> entries = new EnumMap<>(StackParameter.class);
  private final List<Problem> problems = new ArrayList<>();

  private record Entry(int line, String value) {}

  ParameterValues(String file) {
    this.file = file;
  }

  void put(StackParameter parameter, int line, String value) {
    if (entries.putIfAbsent(parameter, new Entry(line, value.strip())) != null) {
      problem(line, path(parameter.text()), "it is there twice; leave one out");
    }
  }

  void problem(int line, String key, String message) {
    problems.add(new Problem(file, line, key, message));
  }

  /** A problem of a given value. */
  void problem(StackParameter parameter, String message) {
    problem(line(parameter), path(parameter.text()), message);
  }

  String file() {
    return file;
  }

  /** The line of a value; 1 for a missing one. */
  int line(StackParameter parameter) {
    Entry entry = entries.get(parameter);
    return entry == null ? 1 : entry.line;
  }

  static String path(String parameter) {
    return "Parameters." + parameter;
  }

  /** Whether it is given, empty or not. */
  boolean has(StackParameter parameter) {
    return entries.containsKey(parameter);
  }

  /** A text; absent if it is missing or empty. */
  Optional<String> text(StackParameter parameter) {
    return Optional.ofNullable(entries.get(parameter))
        .map(Entry::value)
        .filter(value -> !value.isEmpty());
  }

  /** A text of a form. */
  Optional<String> text(StackParameter parameter, Pattern form, String what) {
    return text(parameter).filter(value -> fits(parameter, value, form, what));
  }

  private boolean fits(StackParameter parameter, String value, Pattern form, String what) {
    boolean fits = form.matcher(value).matches();
    if (!fits) {
      problem(parameter, "'" + value + "' is not " + what);
    }
    return fits;
  }

  boolean flag(StackParameter parameter) {
    return oneOf(
            parameter,
            List.of("true", "false"),
            value -> Optional.of(value).filter(List.of("true", "false")::contains))
        .map(Boolean::parseBoolean)
        .orElse(false);
  }

  long number(StackParameter parameter, long from, long to, long otherwise) {
    return text(parameter)
        .flatMap(value -> {
          try {
            long number = Long.parseLong(value);
            if (number >= from && number <= to) {
              return Optional.of(number);
            }
          } catch (NumberFormatException none) {
            // told below, as what is out of bounds
          }
          problem(parameter, "'" + value + "' is not a whole number from " + from + " to " + to);
          return Optional.empty();
        })
        .orElse(otherwise);
  }

  /** One of some words. */
  <T> Optional<T> oneOf(
      StackParameter parameter, List<String> words, Function<String, Optional<T>> of) {
    return text(parameter)
        .flatMap(value -> {
          Optional<T> found = of.apply(value);
          if (found.isEmpty()) {
            problem(parameter, "'" + value + "' is none of " + String.join(", ", words));
          }
          return found;
        });
  }

  /** Comma-separated texts, each of a form. */
  List<String> list(StackParameter parameter, Pattern form, String what) {
    return separated(parameter).filter(value -> fits(parameter, value, form, what)).toList();
  }

  /** Comma-separated secrets, which no message may quote: it has their position instead. */
  List<String> secrets(StackParameter parameter, Pattern form, String what) {
    List<String> fitting = new ArrayList<>();
    List<String> values = separated(parameter).toList();
    for (int i = 0; i < values.size(); i++) {
      if (form.matcher(values.get(i)).matches()) {
        fitting.add(values.get(i));
      } else {
        problem(parameter, "the " + ordinal(i + 1) + " key is not " + what);
      }
    }
    return List.copyOf(fitting);
  }

  private Stream<String> separated(StackParameter parameter) {
    return text(parameter).stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip);
  }

  private static String ordinal(int number) {
    boolean teen = number / 10 % 10 == 1;
    return number
        + switch (teen ? 0 : number % 10) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
  }

  /** A text that another parameter requires. */
  Optional<String> with(StackParameter parameter, StackParameter other) {
    Optional<String> value = text(parameter);
    if (value.isEmpty() && text(other).isPresent()) {
      problem(other, "it needs " + parameter.text() + " beside it");
    }
    return value;
  }

  /**
   * Refuses values with problems.
   *
   * @throws InvalidFiles with all problems
   */
  void check() {
    if (!problems.isEmpty()) {
      throw new InvalidFiles(problems);
    }
  }
}
