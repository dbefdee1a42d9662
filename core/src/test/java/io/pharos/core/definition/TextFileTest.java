package io.pharos.core.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.core.shape.TextFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {
  @TempDir Path folder;

  @Test
  void aByteOrderMarkAtTheStartIsNoText() throws IOException {
    assertThat(TextFile.read(write("\uFEFFgrün \uFEFF\n"))).isEqualTo("grün \uFEFF\n");
    assertThat(TextFile.read(write("grün"))).isEqualTo("grün");
    assertThat(TextFile.read(write(""))).isEmpty();
  }

  @Test
  void whatIsNotUtf8IsRefused() throws IOException {
    Path latin = Files.write(folder.resolve("file"), "grün".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> TextFile.read(latin)).isInstanceOf(CharacterCodingException.class);
  }

  @Test
  void tableAndCurationFilesMayBeginWithOne() throws IOException {
    Path plain = Fixtures.folder("extended");
    try (Stream<Path> files = Files.walk(plain)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path marked = folder.resolve(plain.relativize(file));
        Files.createDirectories(marked.resolveSibling(""));
        Files.writeString(marked, "\uFEFF" + Files.readString(file));
      }
    }

    assertThat(DefinitionReader.read(folder.resolve("tables"), folder.resolve("curations")))
        .isEqualTo(Fixtures.read("extended"));
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("file"), text);
  }
}
