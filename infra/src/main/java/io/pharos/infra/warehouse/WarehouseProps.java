package io.pharos.infra.warehouse;

import io.pharos.core.deployment.StackNames;
import io.pharos.infra.packaging.LambdaFunction;
import java.util.Arrays;
import java.util.Set;

/**
 * What a warehouse is made with.
 *
 * @param names of everything in it: derived from the name of its stack
 * @param code that its functions run
 * @param databases that are in the Glue catalog already, by the name that table files know them by;
 *     the others are made
 */
public record WarehouseProps(
    StackNames names, FunctionCode code, WarehouseOptions options, Set<String> databases) {
  /** What a function may be called, less the longest that follows the stack's name. */
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
   * Lets the name of a stack pass that is short enough.
   *
   * @throws IllegalArgumentException saying how short that is
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

  /** With databases that are there already. */
  public WarehouseProps withDatabases(Set<String> given) {
    return new WarehouseProps(names, code, options, given);
  }
}
