package io.pharos.sql;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Athena's functions that DuckDB lacks or understands otherwise, as DuckDB macros. */
public final class DuckDbMacros {
  static final String PREFIX = "pharos_";

  private static final Pattern NAME = Pattern.compile("CREATE OR REPLACE MACRO (\\w+)");
  private static final String TEXT = String.join("\n", Resources.lines("macros.sql"));
  private static final Set<String> NAMES =
      NAME.matcher(TEXT)
          .results()
          .map(found -> found.group(1))
          .collect(Collectors.toUnmodifiableSet());

  private DuckDbMacros() {}

  /** What to run once in a DuckDB database, as a whole; repeating it is harmless. */
  public static String text() {
    return TEXT;
  }

  static Set<String> names() {
    return NAMES;
  }
}
