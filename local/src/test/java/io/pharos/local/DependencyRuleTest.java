package io.pharos.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.pharos.core.testing.CycleRule;
import io.pharos.core.testing.ZoneRule;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DependencyRuleTest {
  private static final JavaClasses LOCAL =
      new ClassFileImporter().importPath(Path.of("target/classes"));

  @Test
  void knowsNoCloud() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "software.amazon..", "com.amazonaws..", "io.quarkus.amazon..", "io.pharos.aws..")
        .check(LOCAL);
  }

  @Test
  void leavesEnginesToEmbeddedAndTheParserToSql() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.duckdb..", "org.sqlite..", "io.trino..")
        .check(LOCAL);
  }

  @Test
  void readsNoTimeInTheZoneOfTheMachine() {
    ZoneRule.NO_ZONE_OF_THE_MACHINE.check(LOCAL);
  }

  @Test
  void hasNoPackagesThatNeedEachOther() {
    CycleRule.noCyclesBelow("io.pharos.local").check(LOCAL);
  }
}
