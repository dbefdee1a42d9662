package io.pharos.core.testing;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;

/** Packages that need each other are one: it has to be seen which. */
public final class CycleRule {
  private CycleRule() {}

  /**
   * No packages below a root need each other.
   *
   * @param root such as {@code io.pharos.core}
   */
  public static ArchRule noCyclesBelow(String root) {
    return slices()
        .matching(root + ".(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true); // a module of one package
  }
}
