package io.pharos.aws;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.pharos.aws.testing.FunctionRules;
import io.pharos.core.testing.CycleRule;
import io.pharos.core.testing.ZoneRule;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DependencyRuleTest {
  private static final JavaClasses AWS =
      new ClassFileImporter().importPath(Path.of("target/classes"));

  @Test
  void dependsOnCoreAndTheSdkOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.pharos.aws..",
            "io.pharos.core..",
            "java..",
            "software.amazon.awssdk..",
            "com.amazonaws.services.lambda.runtime.events..",
            "com.fasterxml.jackson..",
            "io.opentelemetry..",
            "org.slf4j..",
            "org.jspecify..")
        .check(AWS);
  }

  @Test
  void theServicesDoNotKnowEachOtherButAthenaItsTables() {
    slices()
        .matching("io.pharos.aws.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(
            resideInAPackage("io.pharos.aws.athena"), resideInAPackage("io.pharos.aws.glue"))
        .check(AWS);
  }

  @Test
  void whatTheyShareKnowsNoService() {
    noClasses()
        .that()
        .resideInAPackage("io.pharos.aws")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("software.amazon.awssdk.services..", "io.pharos.aws.*..")
        .check(AWS);
  }

  @Test
  void aServiceUsesItsOwnClientOnly() {
    for (String service :
        new String[] {"athena", "cloudwatch", "dynamodb", "glue", "kinesis", "s3", "sns"}) {
      noClasses()
          .that()
          .resideInAPackage("io.pharos.aws." + service)
          .should()
          .dependOnClassesThat(
              resideInAPackage("software.amazon.awssdk.services..")
                  .and(not(resideInAPackage("software.amazon.awssdk.services." + service + ".."))))
          .check(AWS);
    }
  }

  @Test
  void onlyTheFunctionsSettingsReadTheEnvironment() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.pharos.aws.lambda")
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "getProperty", String.class)
        .check(AWS);
  }

  @Test
  void reflectsOnNothingAndMakesNoProxy() {
    FunctionRules.NO_REFLECTION.check(AWS);
  }

  @Test
  void noAdapterIsAnImpl() {
    noClasses().should().haveSimpleNameEndingWith("Impl").check(AWS);
  }

  @Test
  void readsNoTimeInTheZoneOfTheMachine() {
    ZoneRule.NO_ZONE_OF_THE_MACHINE.check(AWS);
  }

  @Test
  void hasNoPackagesThatNeedEachOther() {
    CycleRule.noCyclesBelow("io.pharos.aws").check(AWS);
  }
}
