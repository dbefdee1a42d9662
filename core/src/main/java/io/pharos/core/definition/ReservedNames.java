package io.pharos.core.definition;

import java.util.Map;
import java.util.Optional;

/** Names that the warehouse or an engine uses for itself, each with its meaning. */
public final class ReservedNames {
  /** The prefix of the tables that a run on AWS makes for itself. */
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

  /** The second parts of addresses, and the fields beside the tables in counts per minute. */
  private static final Map<String, String> TABLES =
      Map.of(
          "traffic",
          ADDRESS,
          "metrics",
          ADDRESS,
          "minute",
          "is the time in what is counted by table and minute");

  private ReservedNames() {}

  /** The reserved meaning of a database's name; empty if it is free. */
  static Optional<String> database(String name) {
    return Optional.ofNullable(DATABASES.get(name));
  }

  /** The reserved meaning of a table's name; empty if it is free. */
  static Optional<String> table(String name) {
    return name.startsWith(WORK_TABLE)
        ? Optional.of("begins as the tables that a run on AWS makes and drops")
        : Optional.ofNullable(TABLES.get(name));
  }
}
