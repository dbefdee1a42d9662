package io.pharos.infra;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.pharos.core.testing.ZoneRule;
import org.junit.jupiter.api.Test;

class DependencyRuleTest {
  private static final JavaClasses INFRA =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.pharos.infra");

  @Test
  void dependsOnCoreSqlCdkPicocliJacksonAndCommonsCompressOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.pharos.infra..",
            "io.pharos.core..",
            "io.pharos.sql..",
            "picocli..",
            "com.fasterxml.jackson.core..",
            "com.fasterxml.jackson.databind..",
            "org.apache.commons.compress..",
            "software.amazon.awscdk..",
            "software.amazon.jsii..",
            "software.constructs..",
            "java..",
            "org.jspecify..")
        .check(INFRA);
  }

  @Test
  void onlyTheConstructsAndTheStackKnowCdk() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.pharos.infra.warehouse..",
            "io.pharos.infra.operations..",
            "io.pharos.infra.stack..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "software.amazon.awscdk..", "software.amazon.jsii..", "software.constructs..")
        .check(INFRA);
  }

  @Test
  void onlyTheCommandsKnowTheCommandLine() {
    noClasses()
        .that()
        .doNotHaveSimpleName("Main")
        .and()
        .haveSimpleNameNotEndingWith("Command")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("picocli..")
        .check(INFRA);
  }

  @Test
  void onlyTheCommandsReadTheEnvironment() {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Command")
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .check(INFRA);
  }

  @Test
  void readsNoTimeInTheZoneOfTheMachine() {
    ZoneRule.NO_ZONE_OF_THE_MACHINE.check(INFRA);
  }
}
