package io.pharos.sql;

import java.util.List;

/** The settings under which DuckDB gives the values that Athena gives. */
public final class DuckDbSession {
  private static final List<String> STATEMENTS =
      List.of(
          "SET TimeZone = 'UTC'",
          "SET default_null_order = 'NULLS_LAST'",
          "SET ieee_floating_point_ops = true");

  private DuckDbSession() {}

  /** What to run on every connection before a rewritten query. */
  public static List<String> statements() {
    return STATEMENTS;
  }
}
