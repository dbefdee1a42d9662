package io.pharos.infra.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
  @TempDir Path folder;

  @Test
  void oneThatCanBeMadePassesAndIsNotMade() throws IOException {
    Folders.check(folder.resolve("a/b/c"), "--out");

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void oneThatIsThereStaysAsItIs() throws IOException {
    Files.writeString(folder.resolve("file"), "kept");

    Folders.check(folder, "--out");

    assertThat(folder.resolve("file")).hasContent("kept");
  }

  @Test
  void oneBelowAFileIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");

    assertThatIOException()
        .isThrownBy(() -> Folders.check(file.resolve("a/b"), "--out"))
        .withMessageStartingWith("the folder " + file.resolve("a/b") + " cannot be made (")
        .withMessageEndingWith("; name another with --out");
    assertThat(file).hasContent("no folder");
  }
}
