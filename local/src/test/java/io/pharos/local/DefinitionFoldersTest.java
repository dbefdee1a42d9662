package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.client.OperationFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionFoldersTest {
  @TempDir Path folder;

  @Test
  void aDataFolderThatWasNotUsedYetRemembersNone() {
    assertThat(DefinitionFolders.of(folder)).isEmpty();
    assertThat(DefinitionFolders.of(folder.resolve("gone"))).isEmpty();
  }

  @Test
  void theLastOnesAreRemembered() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    new DefinitionFolders(Path.of("/one"), Path.of("/two")).rememberIn(data);
    DefinitionFolders last = new DefinitionFolders(Path.of("/three"), folder.resolve("four"));
    last.rememberIn(data);

    assertThat(DefinitionFolders.of(data)).contains(last);
    assertThat(data)
        .isDirectoryNotContaining(file -> file.getFileName().toString().startsWith("."));
  }

  @Test
  void thoseBesideTheDataFolderMoveWithIt() throws IOException {
    Path home = Files.createDirectories(folder.resolve("home/data")).resolveSibling("");
    new DefinitionFolders(home.resolve("tables"), home.resolve("curations"))
        .rememberIn(home.resolve("data"));
    Path moved = Files.move(home, folder.resolve("moved"));

    assertThat(DefinitionFolders.of(moved.resolve("data")))
        .contains(new DefinitionFolders(moved.resolve("tables"), moved.resolve("curations")));
  }

  @Test
  void aDamagedFileIsNamedWithWhatToDo() throws IOException {
    Files.writeString(folder.resolve("DEFINITIONS.json"), "{");

    assertThatThrownBy(() -> DefinitionFolders.of(folder))
        .isInstanceOf(OperationFailed.class)
        .hasMessageContaining("DEFINITIONS.json")
        .hasMessageContaining("--tables");
  }
}
