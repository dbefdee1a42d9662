package io.pharos.embedded.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadableFolderTest {
  @TempDir Path parent;

  private Path data = Path.of("");

  @BeforeEach
  void made() {
    data = parent.resolve("data");
    DataFolder.open(data, Optional.empty()).close();
  }

  @Test
  void nothingIsWrittenIntoIt() throws IOException {
    List<Path> before = files();
    try (ReadableFolder folder = ReadableFolder.open(data)) {
      assertThat(folder.path()).isEqualTo(data.toRealPath());
      assertThat(folder.usableBytes()).isPositive();
      assertThat(files()).isEqualTo(before);
    }
    assertThat(files()).isEqualTo(before);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files.sorted().toList();
    }
  }

  @Test
  void whileItIsReadNobodyTakesItAndOnceItIsNotEverybodyMay() throws IOException {
    try (ReadableFolder folder = ReadableFolder.open(data)) {
      assertThat(OtherProcess.attempt(folder.path())).startsWith("refused: ");
      assertThat(DataFolder.holder(data)).as("who answers").isEmpty();
    }
    try (OtherProcess other = OtherProcess.hold(data, "http://127.0.0.1:8081")) {
      assertThatExceptionOfType(DataFolderInUse.class)
          .isThrownBy(() -> ReadableFolder.open(data))
          .withMessageContaining("process " + other.pid() + " (http://127.0.0.1:8081)");
    }
  }

  @Test
  void aFolderWithoutItsLockIsReadAllTheSame() throws IOException {
    Files.delete(data.resolve("LOCK"));
    try (ReadableFolder folder = ReadableFolder.open(data)) {
      assertThat(folder.path().resolve("LOCK")).doesNotExist();
    }
  }

  @Test
  void whatNoWarehouseHasMadeIsRefusedAndLeftAsItIs() throws IOException {
    for (Path other : List.of(data.resolve("lake"), data.resolve("VERSION"))) {
      List<Path> before = files();
      assertThatExceptionOfType(DataFolderUnusable.class)
          .isThrownBy(() -> ReadableFolder.open(other))
          .withMessageStartingWith(other + " is not a data folder")
          .withMessageContaining("--data");
      assertThat(files()).isEqualTo(before);
    }
  }
}
