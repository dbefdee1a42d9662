package io.pharos.infra.stack;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"v20.0.0", "v22.11.0-nightly", "v100.1.2"})
  void onesThatCdkRunsInPass(String version) throws IOException {
    node("echo " + version);

    assertThatCode(this::require).doesNotThrowAnyException();
  }

  @Test
  void anOlderOneIsRefusedWithItsVersion() throws IOException {
    Path node = node("echo v18.19.1");

    assertThatIOException()
        .isThrownBy(this::require)
        .withMessageContaining(node + " is v18.19.1; install it, for example");
  }

  @Test
  void oneThatFailsIsRefusedWithWhatItSays() throws IOException {
    Path node = node("echo 'no libatomic' >&2; exit 127");

    assertThatIOException()
        .isThrownBy(this::require)
        .withMessageContaining(node + " --version fails: exit code 127 no libatomic; install it");
  }

  @Test
  void noneOnThePathIsToldSo() {
    assertThatIOException()
        .isThrownBy(this::require)
        .withMessageContaining("synth needs Node.js 20 or later")
        .withMessageContaining("it is not on the PATH; install it");
  }

  @Test
  void cdksOwnVariableNamesAnother() throws IOException {
    Path node = node("echo v20.1.0");

    assertThatCode(() -> Node.require(Map.of("PATH", "", "JSII_NODE", node.toString())))
        .doesNotThrowAnyException();
  }

  private void require() throws IOException {
    Node.require(Map.of("PATH", folder.toString()));
  }

  private Path node(String does) throws IOException {
    Path file = Files.writeString(folder.resolve("node"), "#!/bin/sh\n" + does + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
