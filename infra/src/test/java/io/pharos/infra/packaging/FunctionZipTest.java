package io.pharos.infra.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionZipTest {
  private static final byte[] DEFINITIONS = "{\"version\": 1}\n".getBytes(StandardCharsets.UTF_8);
  private static final LocalDateTime SOME_DAY = LocalDateTime.of(2020, 5, 17, 12, 30);

  @TempDir Path folder;

  @Test
  void hasWhatWasBuiltAndTheDefinitionsInTheOrderOfNames() throws IOException {
    Path zip =
        written(built(SOME_DAY, "lib/z.jar", "bootstrap", "lib/a.jar", "quarkus/q.properties"));

    assertThat(texts(zip))
        .containsExactly(
            Map.entry("bootstrap", "text of bootstrap"),
            Map.entry("lib/a.jar", "text of lib/a.jar"),
            Map.entry("lib/z.jar", "text of lib/z.jar"),
            Map.entry("pharos.json", "{\"version\": 1}\n"),
            Map.entry("quarkus/q.properties", "text of quarkus/q.properties"));
  }

  @Test
  void definitionsThatWereBuiltInGiveWay() throws IOException {
    assertThat(texts(written(built(SOME_DAY, "pharos.json", "bootstrap"))))
        .containsEntry("pharos.json", "{\"version\": 1}\n");
  }

  @Test
  void theSameContentGivesTheSameBytesWhateverTheTimesAndTheOrder() throws IOException {
    byte[] once = Files.readAllBytes(written(built(SOME_DAY, "bootstrap", "b", "a/c", "d")));
    byte[] again =
        Files.readAllBytes(
            written(built(SOME_DAY.plusYears(3), "d", "a/c", "folder/", "bootstrap", "b")));

    assertThat(again).isEqualTo(once);
  }

  @Test
  void theSameContentGivesTheSameBytesInEveryTimeZone() throws IOException {
    Path built = built(SOME_DAY, "bootstrap", "b");
    TimeZone here = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
      byte[] tokyo = Files.readAllBytes(written(built));
      TimeZone.setDefault(TimeZone.getTimeZone("America/Los_Angeles"));
      assertThat(Files.readAllBytes(written(built))).isEqualTo(tokyo);
    } finally {
      TimeZone.setDefault(here);
    }
  }

  @Test
  void anotherTextGivesOtherBytes() throws IOException {
    Path built = built(SOME_DAY, "bootstrap");
    byte[] once = Files.readAllBytes(written(built));
    Path other = folder.resolve("other.zip");
    FunctionZip.write(built, "{\"version\": 2}\n".getBytes(StandardCharsets.UTF_8), other);

    assertThat(Files.readAllBytes(other)).isNotEqualTo(once);
  }

  @Test
  void onlyTheBootstrapCanBeExecuted() throws IOException {
    assertThat(modes(written(built(SOME_DAY, "bootstrap", "lib/bootstrap", "run.sh"))))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "bootstrap", 0100755,
                "lib/bootstrap", 0100644,
                "pharos.json", 0100644,
                "run.sh", 0100644));
  }

  @Test
  void replacesWhatWasThereAndMakesTheFoldersAbove() throws IOException {
    Path target = folder.resolve("not/yet/there.zip");
    FunctionZip.write(built(SOME_DAY, "bootstrap", "a", "b", "c"), DEFINITIONS, target);
    FunctionZip.write(built(SOME_DAY, "bootstrap"), DEFINITIONS, target);

    assertThat(texts(target)).containsOnlyKeys("bootstrap", "pharos.json");
  }

  @Test
  void whatIsEmptyOrLargeComesBackAsItWas() throws IOException {
    String large = "0123456789abcdef".repeat(1 << 18);
    Path built =
        WorkingCopy.zip(folder.resolve("built.zip"), Map.of("bootstrap", large, "empty", ""));

    assertThat(texts(written(built)))
        .containsEntry("bootstrap", large)
        .containsEntry("empty", "")
        .hasSize(3);
  }

  private Path written(Path built) throws IOException {
    Path target = folder.resolve("function.zip");
    FunctionZip.write(built, DEFINITIONS, target);
    return target;
  }

  private Path built(LocalDateTime time, String... names) throws IOException {
    Path file = folder.resolve("built.zip");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : names) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(time);
        zip.putNextEntry(entry);
        if (!entry.isDirectory()) {
          zip.write(("text of " + name).getBytes(StandardCharsets.UTF_8));
        }
        zip.closeEntry();
      }
    }
    return file;
  }

  private static Map<String, String> texts(Path file) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : List.copyOf(Collections.list(zip.entries()))) {
        try (InputStream content = zip.getInputStream(entry)) {
          texts.put(entry.getName(), new String(content.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return texts;
  }

  /** The JDK's reader does not say them. */
  private static Map<String, Integer> modes(Path file) throws IOException {
    Map<String, Integer> modes = new LinkedHashMap<>();
    try (var zip =
        org.apache.commons.compress.archivers.zip.ZipFile.builder().setPath(file).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        modes.put(entry.getName(), entry.getUnixMode());
      }
    }
    return modes;
  }
}
