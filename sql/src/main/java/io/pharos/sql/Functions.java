package io.pharos.sql;

import io.pharos.sql.Type.Plain;
import io.pharos.sql.TypePattern.Nested;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.TableFunctionInvocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The functions of Athena that can be called, by {@code functions.tsv}; others are refused. */
final class Functions {
  private static final Map<String, List<Signature>> BY_NAME =
      Resources.lines("functions.tsv").stream()
          .filter(line -> !line.startsWith("#"))
          .map(Signature::of)
          .collect(Collectors.groupingBy(Signature::name));

  /** Functions that give something of a null: which form it is makes a difference. */
  private static final Set<String> NULLS_ARE_VALUES = Set.of("concat_ws");

  /** A form of a function and what a call makes of its variables. */
  record Match(Signature signature, Bindings bindings, List<Type> arguments) {}

  private Functions() {}

  static void requireSupported(Node node) {
    if (node instanceof TableFunctionInvocation) {
      throw SqlRefused.at(node, "table functions are not supported: read a table");
    }
    if (node instanceof FunctionCall call && !BY_NAME.containsKey(name(call))) {
      throw SqlRefused.at(
          call,
          "the function "
              + name(call)
              + " is not one of the Athena functions that Pharos supports (docs/sql.md)");
    }
    Trees.children(node).forEach(Functions::requireSupported);
  }

  static String name(FunctionCall call) {
    return Trees.lower(call.getName().toString());
  }

  static List<Signature> named(String name) {
    return BY_NAME.getOrDefault(name, List.of());
  }

  static List<String> templates() {
    return BY_NAME.values().stream().flatMap(List::stream).map(Signature::written).toList();
  }

  /**
   * The form of a function that Trino takes for these values.
   *
   * @param types of the values; null for one that is a lambda
   */
  static Match resolve(Node call, String name, List<@Nullable Type> types) {
    if (name.equals("mod") && types.size() == 2) {
      return modulo(call, types);
    }
    requireOrder(call, name, types);
    Type first = types.isEmpty() ? null : types.getFirst();
    if (name.equals("listagg") && first != null && !isVarchar(first)) {
      throw SqlRefused.at(call, "Expected expression of varchar, but this has " + first + " type");
    }
    List<Match> possible = new ArrayList<>();
    for (Signature signature : named(name)) {
      match(signature, types).ifPresent(possible::add);
    }
    int leastGeneric =
        possible.stream().mapToInt(match -> generic(match.signature(), types)).min().orElse(0);
    possible.removeIf(match -> generic(match.signature(), types) > leastGeneric);
    Optional<Match> exact =
        possible.stream().filter(match -> match.arguments().equals(types)).findFirst();
    if (exact.isPresent()) {
      return exact.get();
    }
    List<Match> best =
        possible.stream()
            .filter(match -> possible.stream().allMatch(other -> closer(match, other, types)))
            .toList();
    if (best.size() == 1 || (best.size() > 1 && !types.contains(Plain.UNKNOWN))) {
      return least(best);
    }
    if (possible.isEmpty()) {
      throw SqlRefused.at(call, "Unexpected parameters " + shown(types) + " for function " + name);
    }
    if (types.contains(Plain.UNKNOWN) || types.stream().anyMatch(Functions::holdsUnknown)) {
      Optional<Match> any = anyOf(possible, types);
      if (any.isPresent()) {
        return any.get();
      }
      throw SqlRefused.at(
          call, "Could not choose a best candidate function for " + name + shown(types));
    }
    return possible.getFirst();
  }

  private static boolean isVarchar(Type type) {
    return type instanceof Type.Varchar || type == Plain.UNKNOWN;
  }

  /** How many texts are taken only because an argument takes any value. */
  private static int generic(Signature signature, List<@Nullable Type> types) {
    int count = 0;
    for (int i = 0; i < types.size(); i++) {
      Type type = types.get(i);
      boolean text = type instanceof Type.Varchar || type instanceof Type.Char;
      count += text && signature.argument(i) instanceof TypePattern.Variable ? 1 : 0;
    }
    return count;
  }

  private static void requireOrder(Node call, String name, List<@Nullable Type> types) {
    int ordered =
        switch (name) {
          case "min", "max", "array_min", "array_max" -> 0;
          case "array_sort" -> types.size() == 1 ? 0 : -1;
          case "min_by", "max_by" -> 1;
          default -> -1;
        };
    Type type = ordered >= 0 && ordered < types.size() ? types.get(ordered) : null;
    if (type != null && !Comparisons.ordered(type)) {
      throw SqlRefused.at(call, "Unexpected parameters " + shown(types) + " for function " + name);
    }
  }

  /** The operator of numbers, by the name of a function. */
  private static Match modulo(Node call, List<@Nullable Type> types) {
    List<Type> numbers = new ArrayList<>();
    for (Type type : types) {
      if (type == null || !(type.isNumber() || type == Plain.UNKNOWN)) {
        throw SqlRefused.at(call, "Unexpected parameters " + shown(types) + " for function mod");
      }
      numbers.add(type);
    }
    return new Match(named("mod").getFirst(), new Bindings(), numbers);
  }

  private static boolean holdsUnknown(@Nullable Type type) {
    return type instanceof Type.Array array
        && (array.element() == Plain.UNKNOWN || holdsUnknown(array.element()));
  }

  private static Optional<Match> match(Signature signature, List<@Nullable Type> types) {
    if (!signature.takes(types.size())) {
      return Optional.empty();
    }
    Bindings bindings = new Bindings();
    for (int i = 0; i < types.size(); i++) {
      TypePattern argument = signature.argument(i);
      Type type = types.get(i);
      boolean lambda = argument instanceof Nested nested && nested.isFunction();
      if (lambda != (type == null) || (type != null && !bindings.bind(argument, type))) {
        return Optional.empty();
      }
    }
    List<Type> arguments = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      Type type = types.get(i);
      Type wanted = type == null ? Plain.UNKNOWN : bindings.type(signature.argument(i));
      if (type != null && !Coercions.fits(type, wanted)) {
        return Optional.empty();
      }
      arguments.add(wanted);
    }
    return Optional.of(new Match(signature, bindings, arguments));
  }

  /** Whether the other form takes what this one takes. */
  private static boolean closer(Match match, Match other, List<@Nullable Type> types) {
    List<@Nullable Type> taken = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      taken.add(types.get(i) == null ? null : match.arguments().get(i));
    }
    return match(other.signature(), taken).isPresent();
  }

  /** Of forms that take one another's values the one that widens least. */
  private static Match least(List<Match> forms) {
    return forms.stream()
        .filter(form -> forms.stream().allMatch(other -> fits(form.arguments(), other.arguments())))
        .findFirst()
        .orElse(forms.getFirst());
  }

  private static boolean fits(List<Type> from, List<Type> to) {
    return IntStream.range(0, from.size()).allMatch(i -> Coercions.fits(from.get(i), to.get(i)));
  }

  /** Of a null the nearest forms give null: where its type is the same, each of them will do. */
  private static Optional<Match> anyOf(List<Match> possible, List<@Nullable Type> types) {
    List<Match> nearest =
        possible.stream()
            .filter(match ->
                possible.stream()
                    .noneMatch(
                        other -> closer(other, match, types) && !closer(match, other, types)))
            .toList();
    boolean same =
        !NULLS_ARE_VALUES.contains(nearest.getFirst().signature().name())
            && nearest.stream()
                    .map(match -> match.bindings().type(match.signature().result()))
                    .distinct()
                    .count()
                == 1;
    return same ? Optional.of(nearest.getFirst()) : Optional.empty();
  }

  private static String shown(List<@Nullable Type> types) {
    return types.stream()
        .map(type -> type == null ? "function" : type.toString())
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
