package io.pharos.core.deployment;

import io.pharos.core.definition.ReservedNames;
import io.pharos.core.definition.TableName;
import io.pharos.core.hash.Sha256;
import java.util.regex.Pattern;

/**
 * The physical names of a deployed warehouse. All derive from the name of its stack, so that two of
 * them live side by side in one account, and so that a function knows them from that one name.
 *
 * @param stack letters, digits and hyphens, a letter first, up to 128 characters: CloudFormation's
 *     rule
 * @param databasePrefix goes before the name of each database in the catalog; may be empty
 */
public record StackNames(String stack, String databasePrefix) {
  /** What the tables begin with that a run makes for itself, in the database that it fills. */
  public static final String WORK_TABLE = ReservedNames.WORK_TABLE;

  private static final Pattern STACK = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,127}");
  private static final Pattern PREFIX = Pattern.compile("[a-z0-9_]*");

  /** The most that a Firehose delivery stream may have; a Kinesis stream may have 128. */
  private static final int MAX_STREAM = 64;

  private static final int HASH_DIGITS = 8;

  public StackNames {
    if (!STACK.matcher(stack).matches()) {
      throw new IllegalArgumentException(
          "'" + stack + "' is not the name of a stack: letters, digits and -, a letter first");
    }
    if (!PREFIX.matcher(databasePrefix).matches()) {
      throw new IllegalArgumentException(
          "'" + databasePrefix + "' cannot begin a database's name: lower-case letters, digits, _");
    }
  }

  /** Names with the prefix {@code <stack>_}. */
  public static StackNames of(String stack) {
    return new StackNames(stack, stack.toLowerCase(java.util.Locale.ROOT).replace('-', '_') + "_");
  }

  /** The stream that the beacon writes a table's events to, and what delivers it to the lake. */
  public String stream(TableName table) {
    return shortened(stack + "-" + table);
  }

  /** What delivers the refused events of a table to their folder. */
  public String quarantine(TableName table) {
    return shortened(stack + "-" + table + "-quarantine");
  }

  /** A database in the catalog. */
  public String database(String database) {
    return databasePrefix + database;
  }

  /** The table of what is looked up. */
  public String servingTable() {
    return stack + "-serving";
  }

  /** The table of runs, paused curations and leases. */
  public String historyTable() {
    return stack + "-runs";
  }

  /** The workgroup that curations run in. */
  public String workgroup() {
    return stack;
  }

  /** A name that is too long ends in a hash of all of it. */
  private static String shortened(String name) {
    return name.length() <= MAX_STREAM
        ? name
        : name.substring(0, MAX_STREAM - HASH_DIGITS - 1) + "-" + Sha256.hex(name, HASH_DIGITS);
  }
}
