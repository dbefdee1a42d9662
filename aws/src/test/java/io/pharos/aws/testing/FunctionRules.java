package io.pharos.aws.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What a function may know; a function's own test extends it, in the function's package. */
public abstract class FunctionRules {
  private final String own = getClass().getPackageName();
  private final JavaClasses function =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(own);

  @Test
  void dependsOnCoreAwsHttpAndQuarkusOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            own + "..",
            "io.pharos.core..",
            "io.pharos.aws..",
            "io.pharos.http..",
            "io.quarkus..",
            "jakarta..",
            "java..",
            "com.amazonaws.services.lambda.runtime..",
            "com.fasterxml.jackson..",
            "software.amazon.awssdk.services..",
            "org.jspecify..",
            "org.slf4j..")
        .check(function);
  }

  @Test
  void reflectsOnNothingAndMakesNoProxy() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.lang.reflect..", "java.lang.invoke..")
        .orShould()
        .callMethod(Class.class, "forName", String.class)
        .orShould()
        .callMethod(Class.class, "getResourceAsStream", String.class)
        .check(function);
  }
}
