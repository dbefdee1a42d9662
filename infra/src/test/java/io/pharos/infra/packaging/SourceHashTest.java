package io.pharos.infra.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceHashTest {
  /** What a function's tests have beside it is no part of the function. */
  private static final Pattern INTERNAL =
      Pattern.compile("<artifactId>pharos-(?!aws-testing<)([a-z-]+)<");

  @TempDir Path folder;

  private WorkingCopy copy;

  @BeforeEach
  void make() throws IOException {
    copy = WorkingCopy.in(folder.resolve("home"));
  }

  @Test
  void isTheSameTwice() throws IOException {
    assertThat(beacon()).isEqualTo(beacon()).matches("[0-9a-f]{32}");
  }

  @Test
  void isTheSameInAnotherFolder() throws IOException {
    Path elsewhere = WorkingCopy.in(folder.resolve("elsewhere/below")).home();

    assertThat(SourceHash.of(elsewhere, LambdaFunction.BEACON, Platform.JVM)).isEqualTo(beacon());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pom.xml",
        "beacon/pom.xml",
        "function/pom.xml",
        "beacon/src/main/java/io/pharos/Some.java",
        "core/src/main/java/io/pharos/Some.java",
        "aws/src/main/java/io/pharos/Some.java",
        "http/src/main/java/io/pharos/Some.java"
      })
  void aChangedSourceChangesIt(String file) throws IOException {
    String before = beacon();
    copy.write(file, "changed");

    assertThat(beacon()).isNotEqualTo(before);
  }

  @Test
  void aNewSourceChangesIt() throws IOException {
    String before = beacon();
    copy.write("core/src/main/resources/new.txt", "");

    assertThat(beacon()).isNotEqualTo(before);
  }

  @Test
  void aRenamedSourceChangesIt() throws IOException {
    String before = beacon();
    copy.move("core/src/main/java/io/pharos/Some.java", "core/src/main/java/io/pharos/Other.java");

    assertThat(beacon()).isNotEqualTo(before);
  }

  @Test
  void aSourceThatMovesToAnotherFolderChangesIt() throws IOException {
    String before = beacon();
    copy.move("core/src/main/java/io/pharos/Some.java", "core/src/main/java/Some.java");

    assertThat(beacon()).isNotEqualTo(before);
  }

  @Test
  void textThatMovesFromOneFileToTheNextChangesIt() throws IOException {
    copy.write("core/src/main/resources/a", "12");
    copy.write("core/src/main/resources/b", "3");
    String before = beacon();
    copy.write("core/src/main/resources/a", "1");
    copy.write("core/src/main/resources/b", "23");

    assertThat(beacon()).isNotEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "beacon/src/test/java/io/pharos/SomeTest.java",
        "core/src/test/resources/some.yaml",
        "beacon/target/function.zip",
        "core/target/classes/Some.class",
        "sql/src/main/java/io/pharos/Some.java",
        "local/src/main/java/io/pharos/Some.java",
        "curation/src/main/java/io/pharos/Some.java",
        "tables/shop/orders.yaml",
        "README.md"
      })
  void whatItIsNotMadeOfDoesNotChangeIt(String file) throws IOException {
    String before = beacon();
    copy.write(file, "changed");

    assertThat(beacon()).isEqualTo(before);
  }

  @Test
  void theTimeOfAFileDoesNotChangeIt() throws IOException {
    String before = beacon();
    Files.setLastModifiedTime(
        folder.resolve("home/core/pom.xml"), FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));

    assertThat(beacon()).isEqualTo(before);
  }

  @Test
  void eachPlatformHasItsOwn() throws IOException {
    Set<String> hashes = new HashSet<>();
    for (Platform platform : Platform.values()) {
      hashes.add(SourceHash.of(copy.home(), LambdaFunction.BEACON, platform));
    }

    assertThat(hashes).hasSameSizeAs(Platform.values());
  }

  @Test
  void aChangeForHttpFunctionsDoesNotChangeTheOthers() throws IOException {
    String before = SourceHash.of(copy.home(), LambdaFunction.CURATION, Platform.JVM);
    copy.write("http/src/main/java/io/pharos/Some.java", "changed");

    assertThat(SourceHash.of(copy.home(), LambdaFunction.CURATION, Platform.JVM)).isEqualTo(before);
  }

  @Test
  void aModuleThatIsNotThereIsAnError() {
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(
            () -> SourceHash.of(folder.resolve("empty"), LambdaFunction.BEACON, Platform.JVM))
        .withMessageContaining("pom.xml");
  }

  @ParameterizedTest
  @EnumSource(LambdaFunction.class)
  void everyModuleThatAFunctionIsMadeOfCounts(LambdaFunction function) throws IOException {
    for (String source : function.sources()) {
      Path pom = Path.of("..").resolve(source).resolve("pom.xml");
      Matcher used = INTERNAL.matcher(Files.exists(pom) ? Files.readString(pom) : "");
      while (used.find()) {
        assertThat(function.sources()).contains(used.group(1));
      }
    }
  }

  private String beacon() throws IOException {
    return SourceHash.of(copy.home(), LambdaFunction.BEACON, Platform.JVM);
  }
}
