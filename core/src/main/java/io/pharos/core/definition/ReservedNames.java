package io.pharos.core.definition;

import java.util.Map;
import java.util.Optional;

/** Names that the warehouse or an engine needs for itself, with what each of them is. */
public final class ReservedNames {
  /** What the tables begin with that a run on AWS makes for itself. */
  public static final String WORK_TABLE = "pharos_work_";

  private static final String ADDRESS = "is a reserved address";

  /** The first parts of the warehouse's own addresses. */
  private static final Map<String, String> DATABASES =
      Map.of(
          "api",
          ADDRESS,
          "q",
          ADDRESS,
          "console",
          ADDRESS,
          "information_schema",
          "is Athena's own list of all tables");

  /** The second parts of addresses, and what stands beside the tables in counts of a minute. */
  private static final Map<String, String> TABLES =
      Map.of(
          "traffic",
          ADDRESS,
          "metrics",
          ADDRESS,
          "minute",
          "is the time in what is counted by table and minute");

  private ReservedNames() {}

  /** What a database's name is already; empty where it is free. */
  static Optional<String> database(String name) {
    return Optional.ofNullable(DATABASES.get(name));
  }

  /** What a table's name is already; empty where it is free. */
  static Optional<String> table(String name) {
    return name.startsWith(WORK_TABLE)
        ? Optional.of("begins as the tables that a run on AWS makes and drops")
        : Optional.ofNullable(TABLES.get(name));
  }
}
