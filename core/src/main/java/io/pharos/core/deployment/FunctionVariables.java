package io.pharos.core.deployment;

/** The environment variables of the functions on AWS. */
public final class FunctionVariables {
  /** The name of the stack: every other name derives from it. */
  public static final String STACK = "PHAROS_STACK";

  /** The prefix of the names of Glue's databases; {@code <stack>_} if it is not set. */
  public static final String DATABASE_PREFIX = "PHAROS_DATABASE_PREFIX";

  /** The bucket of lake, raw archive and quarantine. */
  public static final String BUCKET = "PHAROS_BUCKET";

  /** The write keys, separated by commas; if it is not set, anybody may send. */
  public static final String WRITE_KEYS = "PHAROS_WRITE_KEYS";

  /** ARN of the topic of failed runs. */
  public static final String FAILURE_TOPIC = "PHAROS_FAILURE_TOPIC";

  /** ARN of the topic of runs that succeeded. */
  public static final String SUCCESS_TOPIC = "PHAROS_SUCCESS_TOPIC";

  private FunctionVariables() {}
}
