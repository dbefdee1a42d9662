package io.pharos.infra;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class DependencyRuleTest {
  private static final JavaClasses INFRA =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.pharos.infra");

  @Test
  void dependsOnCoreSqlPicocliJacksonAndCommonsCompressOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.pharos.infra..",
            "io.pharos.core..",
            "io.pharos.sql..",
            "picocli..",
            "com.fasterxml.jackson.databind..",
            "org.apache.commons.compress..",
            "java..",
            "org.jspecify..")
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
}
