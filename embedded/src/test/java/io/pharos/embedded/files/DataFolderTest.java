package io.pharos.embedded.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFolderTest {
  private static final Optional<String> URL = Optional.of("http://127.0.0.1:8080");
  private static final long OWN_PID = ProcessHandle.current().pid();

  @TempDir private Path parent;

  @Test
  void createsTheFolderAndWhatIsInIt() throws IOException {
    try (DataFolder folder = DataFolder.open(parent.resolve("data"), URL)) {
      assertThat(folder.path()).isEqualTo(parent.toRealPath().resolve("data"));
      assertThat(folder.path().resolve("VERSION")).hasContent("1\n");
      for (String name : new String[] {"stream", "lake", "raw", "quarantine", "curated", "tmp"}) {
        assertThat(folder.path().resolve(name)).isEmptyDirectory();
      }
    }
  }

  @Test
  void opensAFolderAgainWithWhatIsInIt() throws IOException {
    Path data = parent.resolve("data");
    DataFolder.open(data, URL).close();
    Files.writeString(data.resolve("lake/file"), "rows");
    DataFolder.open(data, Optional.empty()).close();

    assertThat(data.resolve("lake/file")).hasContent("rows");
  }

  @Test
  void saysWhoHoldsIt() throws IOException {
    Path data = parent.resolve("data");
    assertThat(DataFolder.holder(data)).isEmpty();
    try (DataFolder folder = DataFolder.open(data, URL)) {
      assertThat(DataFolder.holder(data))
          .contains(new DataFolder.Holder(OWN_PID, "http://127.0.0.1:8080"));
      assertThat(folder.path().resolve("HOLDER.json"))
          .hasContent("{\"pid\":" + OWN_PID + ",\"url\":\"http://127.0.0.1:8080\"}\n");
    }
    assertThat(DataFolder.holder(data)).isEmpty();
  }

  @Test
  void refusesAFolderThatTheSameProcessHolds() {
    Path data = parent.resolve("data");
    try (DataFolder folder = DataFolder.open(data, URL)) {
      assertThat(folder.writable()).isTrue();
      assertThatExceptionOfType(DataFolderInUse.class)
          .isThrownBy(() -> DataFolder.open(data, Optional.empty()))
          .withMessage(
              "data folder "
                  + data
                  + " is in use by process "
                  + OWN_PID
                  + " (http://127.0.0.1:8080): stop it, or name another with --data");
    }
    DataFolder.open(data, URL).close();
  }

  @Test
  void refusesAFolderByAnotherNameOfIt() throws IOException {
    Path data = parent.resolve("data");
    Path link = Files.createSymbolicLink(parent.resolve("link"), data);
    try (DataFolder folder = DataFolder.open(data, Optional.empty())) {
      assertThat(folder.writable()).isTrue();
      assertThatExceptionOfType(DataFolderInUse.class)
          .isThrownBy(() -> DataFolder.open(link, URL))
          .withMessageContaining("in use by process " + OWN_PID + ": stop it");
    }
  }

  @Test
  void refusesAFolderThatAnotherProcessHolds() throws IOException {
    Path data = parent.resolve("data");
    try (OtherProcess other = OtherProcess.hold(data, "http://127.0.0.1:8081")) {
      assertThat(DataFolder.holder(data))
          .contains(new DataFolder.Holder(other.pid(), "http://127.0.0.1:8081"));
      assertThatExceptionOfType(DataFolderInUse.class)
          .isThrownBy(() -> DataFolder.open(data, URL))
          .withMessageContaining("process " + other.pid() + " (http://127.0.0.1:8081)");
    }
  }

  @Test
  void isFreeOnceItsProcessWasKilled() throws IOException {
    Path data = parent.resolve("data");
    try (OtherProcess other = OtherProcess.hold(data, "http://127.0.0.1:8081")) {
      other.kill();
      assertThat(data.resolve("HOLDER.json")).exists();

      assertThat(DataFolder.holder(data)).isEmpty();
      try (DataFolder folder = DataFolder.open(data, URL)) {
        assertThat(folder.writable()).isTrue();
        assertThat(DataFolder.holder(data))
            .contains(new DataFolder.Holder(OWN_PID, "http://127.0.0.1:8080"));
      }
    }
  }

  @Test
  void holdsItsLockThoughTheSameProcessAsksAndTriesAgain() throws IOException {
    Path data = parent.resolve("data");
    try (DataFolder folder = DataFolder.open(data, URL)) {
      assertThat(DataFolder.holder(data)).isPresent();
      assertThatExceptionOfType(DataFolderInUse.class).isThrownBy(() -> DataFolder.open(data, URL));

      assertThat(OtherProcess.attempt(folder.path()))
          .startsWith("refused: ")
          .contains("process " + OWN_PID);
    }
  }

  @Test
  void askingWhoHoldsItDoesNotCreateIt() {
    assertThat(DataFolder.holder(parent.resolve("data"))).isEmpty();
    assertThat(DataFolder.holder(parent)).isEmpty();

    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void closesTwiceWithoutTakingItFromTheNextHolder() {
    Path data = parent.resolve("data");
    DataFolder first = DataFolder.open(data, Optional.empty());
    first.close();
    try (DataFolder second = DataFolder.open(data, URL)) {
      first.close();

      assertThat(second.writable()).isTrue();
      assertThat(DataFolder.holder(data)).map(DataFolder.Holder::url).isEqualTo(URL);
    }
  }

  @Test
  void refusesTheFormatOfANewerPharos() throws IOException {
    DataFolder.open(parent, URL).close();
    Files.writeString(parent.resolve("VERSION"), "2\n");

    assertThatExceptionOfType(DataFolderUnusable.class)
        .isThrownBy(() -> DataFolder.open(parent, URL))
        .withMessageEndingWith(
            " was written by a newer Pharos (format 2; this one reads 1):"
                + " update Pharos or name another folder");
    assertThat(DataFolder.holder(parent)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "one", "0", "-1", "1.0", "99999999999"})
  void refusesAFormatThatIsNoNumber(String text) throws IOException {
    Files.writeString(parent.resolve("VERSION"), text + "\n");

    assertThatExceptionOfType(DataFolderUnusable.class)
        .isThrownBy(() -> DataFolder.open(parent, URL))
        .withMessageContaining("VERSION holds no format number but '" + text + "'");
  }

  @Test
  void refusesAFormatThatCannotBeRead() throws IOException {
    Files.createDirectory(parent.resolve("VERSION"));

    assertThatExceptionOfType(DataFolderUnusable.class)
        .isThrownBy(() -> DataFolder.open(parent, URL))
        .withMessageContaining("VERSION cannot be read");
  }

  @Test
  void refusesAFolderWhoseParentIsNotThere() {
    Path data = parent.resolve("gone/data");

    assertThatExceptionOfType(DataFolderUnusable.class)
        .isThrownBy(() -> DataFolder.open(data, URL))
        .withMessage(
            "data folder "
                + data
                + " cannot be created: there is no folder "
                + parent.resolve("gone")
                + "; create it, or name another with --data");
    assertThat(parent.resolve("gone")).doesNotExist();
  }

  @Test
  void refusesAFile() throws IOException {
    Path file = Files.createFile(parent.resolve("data"));

    assertThatExceptionOfType(DataFolderUnusable.class)
        .isThrownBy(() -> DataFolder.open(file, URL))
        .withMessage("data folder " + file + " is a file: name a folder with --data");
    assertThat(DataFolder.holder(file)).isEmpty();
  }

  @Test
  void refusesAFolderThatMayNotBeWritten() throws IOException {
    Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      Assumptions.assumeFalse(Files.isWritable(parent), "this user may write everything");

      assertThatExceptionOfType(DataFolderUnusable.class)
          .isThrownBy(() -> DataFolder.open(parent.resolve("data"), URL))
          .withMessageContaining("no permission for ");
    } finally {
      Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void knowsTheFreeSpaceOfItsDisk() {
    try (DataFolder folder = DataFolder.open(parent.resolve("data"), URL)) {
      assertThat(folder.usableBytes()).isPositive();
    }
  }

  @Test
  void isWritableWhileAFileCanBeWrittenAndLeavesNone() throws IOException {
    try (DataFolder folder = DataFolder.open(parent.resolve("data"), URL)) {
      assertThat(folder.writable()).isTrue();
      assertThat(folder.path().resolve("tmp")).isEmptyDirectory();

      Files.delete(folder.path().resolve("tmp"));
      assertThat(folder.writable()).isFalse();
    }
  }
}
