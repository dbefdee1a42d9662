package io.pharos.sql;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Athena's functions that DuckDB lacks or understands otherwise, as DuckDB macros. */
public final class DuckDbMacros {
  static final String PREFIX = "pharos_";

  private static final Pattern NAME = Pattern.compile("CREATE OR REPLACE MACRO (\\w+)");
  private static final List<String> STATEMENTS = read();
  private static final Set<String> NAMES =
      STATEMENTS.stream().map(DuckDbMacros::name).collect(Collectors.toUnmodifiableSet());

  private DuckDbMacros() {}

  /** What to run once in a DuckDB database, in this order; repeating it is harmless. */
  public static List<String> statements() {
    return STATEMENTS;
  }

  static Set<String> names() {
    return NAMES;
  }

  private static List<String> read() {
    String text =
        Resources.lines("macros.sql").stream()
            .filter(line -> !line.startsWith("--"))
            .collect(Collectors.joining("\n"));
    return List.of(text.split(";\n|;$"));
  }

  private static String name(String statement) {
    Matcher matcher = NAME.matcher(statement);
    if (!matcher.find()) {
      throw new IllegalStateException("macros.sql: not a macro: " + statement);
    }
    return matcher.group(1);
  }
}
