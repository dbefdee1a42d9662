package io.pharos.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.pharos.core.testing.CycleRule;
import io.pharos.core.testing.ZoneRule;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the programs with commands share must not know: docs/architecture.md says why. */
class DependencyRuleTest {
  private static final JavaClasses CLIENT =
      new ClassFileImporter().importPath(Path.of("target/classes"));

  @Test
  void dependsOnResultsOfQueriesJsonAndAddressesOfCoreTheJdkJacksonAndPicocliOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.pharos.client..",
            "io.pharos.core.query",
            "io.pharos.core.json",
            "io.pharos.core.address",
            "java..",
            "com.fasterxml.jackson..",
            "picocli..",
            "org.jspecify..")
        .check(CLIENT);
  }

  @Test
  void onlyTheFrameOfCommandsKnowsTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.pharos.client.command")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("picocli..")
        .check(CLIENT);
  }

  @Test
  void readsNoTimeInTheZoneOfTheMachine() {
    ZoneRule.NO_ZONE_OF_THE_MACHINE.check(CLIENT);
  }

  @Test
  void hasNoPackagesThatNeedEachOther() {
    CycleRule.noCyclesBelow("io.pharos.client").check(CLIENT);
  }
}
