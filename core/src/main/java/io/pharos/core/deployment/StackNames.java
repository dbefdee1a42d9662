package io.pharos.core.deployment;

import io.pharos.core.definition.ReservedNames;
import io.pharos.core.definition.TableName;
import io.pharos.core.hash.Sha256;
import java.util.regex.Pattern;

/**
 * The physical names of a deployed warehouse. All derive from the name of its stack, so that two
 * warehouses live side by side in one account, and a function needs only that one name.
 *
 * @param stack letters, digits and hyphens, a letter first, up to 128 characters: CloudFormation's
 *     rule
 * @param databasePrefix before the name of each database in the catalog; may be empty
 */
public record StackNames(String stack, String databasePrefix) {
  /** The prefix of the tables that a run makes for itself, in the database that it fills. */
  public static final String WORK_TABLE = ReservedNames.WORK_TABLE;

  private static final Pattern STACK = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,127}");
  private static final Pattern PREFIX = Pattern.compile("[a-z0-9_]*");

  /** The most characters of a Firehose delivery stream's name; a Kinesis stream's may have 128. */
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

  /** The stream of a table's events, and its delivery into the lake. */
  public String stream(TableName table) {
    return shortened(stack + "-" + table);
  }

  /** The delivery of a table's refused events. */
  public String quarantine(TableName table) {
    return shortened(stack + "-" + table + "-quarantine");
  }

  /** A database in the catalog. */
  public String database(String database) {
    return databasePrefix + database;
  }

  /** The DynamoDB table of served rows. */
  public String servingTable() {
    return stack + "-serving";
  }

  /** The DynamoDB table of runs, paused curations and leases. */
  public String historyTable() {
    return stack + "-runs";
  }

  /** The Athena workgroup of curations. */
  public String workgroup() {
    return stack;
  }

  /** Shortens a name that is too long; it then ends in a hash of the whole name. */
  private static String shortened(String name) {
    return name.length() <= MAX_STREAM
        ? name
        : name.substring(0, MAX_STREAM - HASH_DIGITS - 1) + "-" + Sha256.hex(name, HASH_DIGITS);
  }
}
