package io.pharos.infra;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.pharos.core.testing.CycleRule;
import io.pharos.core.testing.ZoneRule;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DependencyRuleTest {
  private static final JavaClasses INFRA =
      new ClassFileImporter().importPath(Path.of("target/classes"));

  @Test
  void dependsOnCoreSqlTheFrameOfCommandsCdkPicocliJacksonAndCommonsCompressOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.pharos.infra..",
            "io.pharos.core..",
            "io.pharos.sql..",
            "io.pharos.client.command..",
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

  @Test
  void hasNoPackagesThatNeedEachOther() {
    CycleRule.noCyclesBelow("io.pharos.infra").check(INFRA);
  }
}
