package io.pharos.core.deployment;

/** The dimensions of our CloudWatch metrics. */
public final class MetricDimensions {
  /** The name of the stack: every metric has it. */
  public static final String STACK = "Stack";

  /** The database of a table or curation. */
  public static final String DATABASE = "Database";

  /** The table or curation, without its database. */
  public static final String TABLE = "Table";

  private MetricDimensions() {}
}
