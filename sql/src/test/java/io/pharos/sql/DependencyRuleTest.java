package io.pharos.sql;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.pharos.core.testing.CycleRule;
import io.pharos.core.testing.ZoneRule;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DependencyRuleTest {
  private static final JavaClasses SQL =
      new ClassFileImporter().importPath(Path.of("target/classes"));

  @Test
  void dependsOnCoreItsJsonAndTrinosParserOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.pharos.sql..",
            "io.pharos.core..",
            "io.trino.sql..",
            "com.fasterxml.jackson..",
            "java..",
            "org.jspecify..")
        .check(SQL);
  }

  @Test
  void readsNoTimeInTheZoneOfTheMachine() {
    ZoneRule.NO_ZONE_OF_THE_MACHINE.check(SQL);
  }

  @Test
  void hasNoPackagesThatNeedEachOther() {
    CycleRule.noCyclesBelow("io.pharos.sql").check(SQL);
  }
}
