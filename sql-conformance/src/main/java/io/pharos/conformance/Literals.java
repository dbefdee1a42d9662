package io.pharos.conformance;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Literals by type, and arguments that a function makes more sense with. */
final class Literals {
  private static final Map<String, List<String>> BY_TYPE = read("literals.tsv", 1);
  private static final Map<String, List<String>> ARGUMENTS = read("arguments.tsv", 2);

  private final Choices choices;

  Literals(Choices choices) {
    this.choices = choices;
  }

  String of(Shape type) {
    return switch (type.name()) {
      case "array" -> "cast(array[" + items(type.parts().getFirst()) + "] as " + type + ")";
      case "map" -> map(type);
      case "row" ->
          type.parts().stream()
              .map(this::orNull)
              .collect(Collectors.joining(", ", "cast(row(", ") as " + type + ")"));
      case "unknown" -> "null";
      default -> choices.plain(BY_TYPE.getOrDefault(type.name(), List.of("null")));
    };
  }

  /** One of the column's type, or a null of it; a literal that does not fit is one too. */
  String typed(Shape type) {
    return "try_cast(" + orNull(type) + " as " + type + ")";
  }

  Optional<String> argument(String function, int number) {
    return Optional.ofNullable(ARGUMENTS.get(function + "\t" + number)).map(choices::plain);
  }

  private String orNull(Shape type) {
    return choices.in(15) ? "null" : of(type);
  }

  private String items(Shape type) {
    return java.util.stream.IntStream.range(0, choices.between(0, 4))
        .mapToObj(_ -> orNull(type))
        .collect(Collectors.joining(", "));
  }

  /** Of different keys. */
  private String map(Shape type) {
    List<String> keys =
        java.util.stream.IntStream.range(0, choices.between(0, 3))
            .mapToObj(_ -> of(type.parts().getFirst()))
            .distinct()
            .toList();
    String values =
        keys.stream().map(_ -> orNull(type.parts().getLast())).collect(Collectors.joining(", "));
    return "cast(map(array["
        + String.join(", ", keys)
        + "], array["
        + values
        + "]) as "
        + type
        + ")";
  }

  private static Map<String, List<String>> read(String file, int keys) {
    Map<String, List<String>> literals = new HashMap<>();
    for (String line : Lines.of(Literals.class, file)) {
      List<String> cells = Arrays.asList(line.split("\t"));
      literals.put(String.join("\t", cells.subList(0, keys)), cells.subList(keys, cells.size()));
    }
    return literals;
  }
}
