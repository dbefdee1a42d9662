package io.pharos.sql;

import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.TableFunctionInvocation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The functions of Athena that can be called: a name that is not here is refused. */
final class Functions {
  /** DuckDB's functions by Athena's names. */
  private static final Map<String, String> BUILT_IN = builtIn();

  private Functions() {}

  static void requireSupported(Node node) {
    if (node instanceof TableFunctionInvocation) {
      throw SqlRefused.at(node, "table functions are not supported: read a table");
    }
    if (node instanceof FunctionCall call) {
      requireSupported(call);
    }
    Trees.children(node).forEach(Functions::requireSupported);
  }

  /** A macro of {@link DuckDbMacros} that stands for an Athena function. */
  static Optional<String> macro(String name) {
    return Optional.of(DuckDbMacros.PREFIX + name).filter(DuckDbMacros.names()::contains);
  }

  static Optional<String> builtIn(String name) {
    return Optional.ofNullable(BUILT_IN.get(name));
  }

  static String name(FunctionCall call) {
    return Trees.lower(call.getName().toString());
  }

  private static void requireSupported(FunctionCall call) {
    String name = name(call);
    boolean known =
        CallRenderer.REWRITTEN.contains(name)
            || builtIn(name).isPresent()
            || macro(name).isPresent();
    if (!known) {
      throw SqlRefused.at(
          call,
          "the function "
              + name
              + " is not one of the Athena functions that Pharos supports (docs/sql.md)");
    }
  }

  private static Map<String, String> builtIn() {
    Map<String, String> functions = new HashMap<>();
    for (String line : Resources.lines("functions.txt")) {
      if (line.startsWith("#")) {
        continue;
      }
      for (String word : line.split(" ", -1)) {
        int renamed = word.indexOf('=');
        if (renamed < 0) {
          functions.put(word, word);
        } else {
          functions.put(word.substring(0, renamed), word.substring(renamed + 1));
        }
      }
    }
    return Map.copyOf(functions);
  }
}
