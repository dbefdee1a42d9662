package io.pharos.embedded.stream;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OpenFilesTest {
  @Test
  void moreTablesThanFilesThatMayBeOpenAreRefusedWithTheLimitAndWhatRaisesIt() {
    assertThatThrownBy(() -> OpenFiles.requireRoomFor(2_000, 1_024))
        .hasMessageContainingAll("2000 streaming tables", "may open 1024", "ulimit -n 2512");
  }

  @Test
  void asManyAsMayBeOpenAreNot() {
    assertThatCode(() -> OpenFiles.requireRoomFor(512, 1_024)).doesNotThrowAnyException();
    assertThatCode(() -> OpenFiles.requireRoomFor(1_000_000, -1)).doesNotThrowAnyException();
    assertThatCode(() -> OpenFiles.requireRoomFor(1)).doesNotThrowAnyException();
  }
}
