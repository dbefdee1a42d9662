package io.pharos.http;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.pharos.core.testing.ZoneRule;
import org.junit.jupiter.api.Test;

class DependencyRuleTest {
  private static final JavaClasses HTTP =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.pharos.http");

  @Test
  void dependsOnCoreAndJakartaRestOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.pharos.http..",
            "io.pharos.core..",
            "jakarta.ws.rs..",
            "jakarta.inject..",
            "io.quarkus.arc.properties..", // the switch of a resource
            "com.fasterxml.jackson..",
            "java..",
            "org.jspecify..")
        .check(HTTP);
  }

  @Test
  void producesNothingThatAHostWouldThenHaveTwice() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.enterprise..")
        .check(HTTP);
  }

  @Test
  void readsNoTimeInTheZoneOfTheMachine() {
    ZoneRule.NO_ZONE_OF_THE_MACHINE.check(HTTP);
  }
}
