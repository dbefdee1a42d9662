package io.pharos.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailureTest {
  @Test
  void aPathAloneBecomesASentence() {
    assertThat(Failure.message(new NoSuchFileException("/proc/x")))
        .isEqualTo("/proc/x: there is no such file or folder; mend that, or name another");
    assertThat(Failure.message(new AccessDeniedException("main.json")))
        .startsWith("main.json: this user has no permission for it; ");
    assertThat(Failure.message(new FileAlreadyExistsException("README.md")))
        .startsWith("README.md: there is a file of that name; ");
    assertThat(Failure.message(new FileSystemException("a/b", null, "Not a directory")))
        .startsWith("a/b: Not a directory; ");
  }

  @Test
  void theCauseOfAWrappedOneIsTold() {
    assertThat(Failure.message(new UncheckedIOException(new NoSuchFileException("x"))))
        .startsWith("x: there is no such file");
  }

  @Test
  void aTextThatIsNotUtf8IsToldSo() {
    assertThat(Failure.message(new MalformedInputException(1)))
        .startsWith("a file that was read is not UTF-8")
        .endsWith("save it as UTF-8");
  }

  @Test
  void whatHasAMessageOfItsOwnIsToldByIt() {
    assertThat(Failure.message(new IOException("why"))).isEqualTo("why");
    assertThat(Failure.message(new IllegalStateException()))
        .isEqualTo("java.lang.IllegalStateException");
  }
}
