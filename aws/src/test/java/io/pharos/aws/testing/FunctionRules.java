package io.pharos.aws.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.pharos.core.testing.ZoneRule;
import org.junit.jupiter.api.Test;

/** What a function may know; a function's own test extends it, in the function's package. */
public abstract class FunctionRules {
  /** Nothing is looked up at run time that a native image would have to be told of. */
  public static final ArchRule NO_REFLECTION =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.lang.reflect..", "java.lang.invoke..")
          .orShould()
          .callMethod(Class.class, "forName", String.class)
          .orShould()
          .callMethod(Class.class, "getResourceAsStream", String.class);

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
    NO_REFLECTION.check(function);
  }

  @Test
  void readsNoTimeInTheZoneOfTheMachine() {
    ZoneRule.NO_ZONE_OF_THE_MACHINE.check(function);
  }
}
