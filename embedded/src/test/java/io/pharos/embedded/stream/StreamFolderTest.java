package io.pharos.embedded.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamFolderTest {
  private static final String SEGMENT = "20261121T10-019aa5b0-0000-7000-8000-000000000002";

  @TempDir Path folder;

  @Test
  void findsTheSegmentsOfAllTablesAndCountsWholeLines() throws IOException {
    write("shop/orders/" + SEGMENT + ".jsonl", "{}\n{}\n{\"torn");
    write("shop/orders/" + SEGMENT + ".jsonl.left", "{}\n");
    write("shop/No Name/" + SEGMENT + ".jsonl", "{}\n");
    write("shop/readme.txt", "");

    assertThat(new StreamFolder(folder).segments())
        .singleElement()
        .satisfies(segment -> {
          assertThat(segment.table()).hasToString("shop.orders");
          assertThat(segment.name()).hasToString(SEGMENT);
          assertThat(segment.events()).isEqualTo(2);
        });
  }

  @Test
  void whereThereIsNoFolderThereAreNone() {
    assertThat(new StreamFolder(folder.resolve("gone")).segments()).isEmpty();
  }

  private void write(String file, String content) throws IOException {
    Files.createDirectories(folder.resolve(file).resolveSibling(""));
    Files.writeString(folder.resolve(file), content);
  }
}
