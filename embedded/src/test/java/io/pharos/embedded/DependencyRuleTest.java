package io.pharos.embedded;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.pharos.core.testing.CycleRule;
import io.pharos.core.testing.ZoneRule;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DependencyRuleTest {
  private static final JavaClasses EMBEDDED =
      new ClassFileImporter().importPath(Path.of("target/classes"));

  @Test
  void dependsOnCoreSqlAndItsEnginesOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.pharos.embedded..",
            "io.pharos.core..",
            "io.pharos.sql..",
            "java..",
            "com.sun.management..", // the JDK's own: how many files the process may have open
            "org.duckdb..",
            "org.sqlite..",
            "com.fasterxml.jackson..",
            "org.jspecify..")
        .check(EMBEDDED);
  }

  @Test
  void theParserOfSqlStaysInSql() {
    noClasses().should().dependOnClassesThat().resideInAnyPackage("io.trino..").check(EMBEDDED);
  }

  @Test
  void readsNoTimeInTheZoneOfTheMachine() {
    ZoneRule.NO_ZONE_OF_THE_MACHINE.check(EMBEDDED);
  }

  @Test
  void hasNoPackagesThatNeedEachOther() {
    CycleRule.noCyclesBelow("io.pharos.embedded").check(EMBEDDED);
  }
}
