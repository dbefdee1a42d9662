package io.pharos.infra.warehouse;

import io.pharos.core.deployment.StackNames;
import io.pharos.infra.packaging.LambdaFunction;
import java.util.Arrays;
import java.util.Set;

/**
 * The properties of a warehouse.
 *
 * @param names of all its resources, derived from the name of its stack
 * @param code of its functions
 * @param databases already in the Glue catalog, by their names in table files; the others are made
 */
public record WarehouseProps(
    StackNames names, FunctionCode code, WarehouseOptions options, Set<String> databases) {
  /** The most characters of a stack's name: a function's, less the longest suffix. */
  private static final int MAX_STACK =
      64
          - Arrays.stream(LambdaFunction.values())
              .mapToInt(function -> 1 + function.module().length())
              .max()
              .orElseThrow();

  public WarehouseProps {
    checkLength(names.stack());
    databases = Set.copyOf(databases);
  }

  /**
   * Refuses a stack's name that is too long.
   *
   * @throws IllegalArgumentException with the limit
   */
  public static void checkLength(String stack) {
    if (stack.length() > MAX_STACK) {
      throw new IllegalArgumentException(
          "'%s' is too long for a stack: its functions are called after it, with 64 letters at most; take %d or fewer"
              .formatted(stack, MAX_STACK));
    }
  }

  public static WarehouseProps of(StackNames names, FunctionCode code) {
    return new WarehouseProps(names, code, WarehouseOptions.DEFAULTS, Set.of());
  }

  public WarehouseProps withCode(FunctionCode other) {
    return new WarehouseProps(names, other, options, databases);
  }

  public WarehouseProps withOptions(WarehouseOptions other) {
    return new WarehouseProps(names, code, other, databases);
  }

  /** The properties with existing databases. */
  public WarehouseProps withDatabases(Set<String> given) {
    return new WarehouseProps(names, code, options, given);
  }
}
