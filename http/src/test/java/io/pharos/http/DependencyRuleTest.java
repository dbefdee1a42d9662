package io.pharos.http;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.pharos.core.testing.CycleRule;
import io.pharos.core.testing.ZoneRule;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DependencyRuleTest {
  private static final JavaClasses HTTP =
      new ClassFileImporter().importPath(Path.of("target/classes"));

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

  @Test
  void hasNoPackagesThatNeedEachOther() {
    CycleRule.noCyclesBelow("io.pharos.http").check(HTTP);
  }
}
