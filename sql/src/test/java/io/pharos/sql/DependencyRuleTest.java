package io.pharos.sql;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.pharos.core.testing.ZoneRule;
import org.junit.jupiter.api.Test;

class DependencyRuleTest {
  private static final JavaClasses SQL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.pharos.sql");

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
}
