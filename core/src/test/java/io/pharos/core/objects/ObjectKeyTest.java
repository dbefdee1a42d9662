package io.pharos.core.objects;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a/b/c",
        "lake/shop/day=2026-11-20/run=1/part-0.parquet",
        "...",
        ".a",
        "a.",
        "..a/b..",
        " ",
        "a b/\u00E9",
        "a\\b"
      })
  void aKeyPasses(String key) {
    assertThatNoException().isThrownBy(() -> ObjectKey.require(key));
    assertThatNoException().isThrownBy(() -> ObjectKey.requirePrefix(key));
    assertThatNoException().isThrownBy(() -> ObjectKey.requireFolder(key + "/"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "/", "/a", "a/", "a//b", ".", "..", "./a", "../a", "a/.", "a/..", "a/./b", "a/../b",
        "a\0b", "a/\0"
      })
  void whatIsNoKeyIsRefusedByItsText(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ObjectKey.require(key))
        .withMessageContaining("'" + key + "' is not a key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a/", "a/b/", "a/b/c", "a/.", "a/..", "..", "a/.hidden"})
  void aPrefixMayEndInAnything(String prefix) {
    assertThatNoException().isThrownBy(() -> ObjectKey.requirePrefix(prefix));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/a", "//", "a//", "a//b", "./", "../", "../a", "a/./b", "a/../", "\0/"})
  void aPrefixWithoutARealFolderIsRefused(String prefix) {
    assertThatIllegalArgumentException().isThrownBy(() -> ObjectKey.requirePrefix(prefix));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/", "a/b/", "day=2026-11-20/"})
  void aFolderIsEmptyOrEndsInASlash(String folder) {
    assertThatNoException().isThrownBy(() -> ObjectKey.requireFolder(folder));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b", ".", ".."})
  void whatEndsInNoSlashIsNoFolder(String folder) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ObjectKey.requireFolder(folder))
        .withMessageContaining("'" + folder + "' is not a folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/a/", "a//", "./", "../", "a/./", "a/../"})
  void aFolderHasNoEmptyOrRelativeParts(String folder) {
    assertThatIllegalArgumentException().isThrownBy(() -> ObjectKey.requireFolder(folder));
  }
}
