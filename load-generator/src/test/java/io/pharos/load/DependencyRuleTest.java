package io.pharos.load;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.pharos.core.testing.CycleRule;
import io.pharos.core.testing.ZoneRule;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the load generator must not know: docs/architecture.md says why. */
class DependencyRuleTest {
  private static final JavaClasses LOAD =
      new ClassFileImporter().importPath(Path.of("target/classes"));

  @Test
  void dependsOnClientTheWireModelOfCoreTheJdkJacksonAndPicocliOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.pharos.load..",
            "io.pharos.client..",
            "io.pharos.core.capture",
            "io.pharos.core.address",
            "io.pharos.core.query",
            "io.pharos.core.value",
            "java..",
            "com.fasterxml.jackson..",
            "picocli..",
            "org.jspecify..")
        .check(LOAD);
  }

  @Test
  void usersKnowNeitherNetworkNorClock() {
    noClasses()
        .that()
        .resideInAPackage("io.pharos.load.users")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net..", "io.pharos.load.send..", "io.pharos.load.run..")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Instant.class, "now")
        .check(LOAD);
  }

  @Test
  void onlyTheCommandsKnowTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.pharos.load")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("picocli..")
        .check(LOAD);
  }

  @Test
  void readsNoTimeInTheZoneOfTheMachine() {
    ZoneRule.NO_ZONE_OF_THE_MACHINE.check(LOAD);
  }

  @Test
  void hasNoPackagesThatNeedEachOther() {
    CycleRule.noCyclesBelow("io.pharos.load").check(LOAD);
  }
}
