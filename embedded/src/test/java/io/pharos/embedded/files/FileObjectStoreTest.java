package io.pharos.embedded.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pharos.core.objects.Labels;
import io.pharos.core.objects.ObjectStore;
import io.pharos.core.objects.ObjectStoreContractTest;
import io.pharos.core.objects.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileObjectStoreTest extends ObjectStoreContractTest {
  @TempDir private Path folder;
  private Path data;
  private FileObjectStore store;

  @BeforeEach
  void open() throws IOException {
    data = Files.createDirectory(folder.resolve("data"));
    store = new FileObjectStore(data);
  }

  @Override
  protected ObjectStore store() {
    return store;
  }

  @Override
  protected void put(String key, byte[] content) {
    try {
      Files.createDirectories(data.resolve(key).resolveSibling(""));
      Files.write(data.resolve(key), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected byte[] content(String key) {
    try {
      return Files.readAllBytes(data.resolve(key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void keepsMetadataInAHiddenFileThatIsNoObject() throws IOException {
    put("a", new byte[] {1});
    store.copy(
        "a", "reports/b.csv", new Labels(Map.of("owner", "finance"), Map.of("class", "internal")));

    assertThat(data.resolve("reports/.b.csv.meta.json"))
        .content()
        .isEqualTo("{\"metadata\":{\"owner\":\"finance\"},\"tags\":{\"class\":\"internal\"}}\n");
    assertThat(keys("")).containsExactly("a", "reports/b.csv");
  }

  @Test
  void keepsNoFileWhereThereIsNothingToSay() throws IOException {
    put("a", new byte[] {1});
    store.copy("a", "b", new Labels(Map.of("owner", "finance"), Map.of()));
    store.copy("a", "b", Labels.NONE);

    assertThat(data.resolve(".b.meta.json")).doesNotExist();
  }

  @Test
  void deletesTheHiddenFileWithItsObject() throws IOException {
    put("a", new byte[] {1});
    store.copy("a", "reports/b", new Labels(Map.of("owner", "finance"), Map.of()));
    store.delete("reports/b");

    assertThat(data.resolve("reports/.b.meta.json")).doesNotExist();
  }

  @Test
  void refusesTheNameOfAHiddenFileAsAKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.delete("reports/.b.meta.json"))
        .withMessageContaining("'reports/.b.meta.json' is not a key");
  }

  @Test
  void takesOtherHiddenFilesAsObjects() {
    put(".hidden", new byte[0]);
    put(".meta.json", new byte[0]);

    assertThat(keys("")).containsExactly(".hidden", ".meta.json");
  }

  @Test
  void saysWhenAnObjectWasModified() throws IOException {
    put("a", new byte[0]);
    Instant time = Instant.parse("2026-11-21T09:30:00Z");
    Files.setLastModifiedTime(data.resolve("a"), java.nio.file.attribute.FileTime.from(time));

    assertThat(store.list("a")).extracting(StoredObject::modified).containsExactly(time);
  }

  @Test
  void deletesAFolderWithItsLastFile() {
    put("lake/shop/daily/day=1/run=1/part-0", new byte[0]);
    store.delete("lake/shop/daily/day=1/run=1/part-0");

    assertThat(data.resolve("lake/shop/daily/day=1/run=1")).doesNotExist();
    assertThat(data.resolve("lake")).exists();
  }

  @Test
  void leavesAFolderAloneThatIsAskedToBeDeletedAsAnObject() {
    put("lake/a", new byte[0]);
    Path empty = data.resolve("curated");
    assertThat(empty.toFile().mkdir()).isTrue();
    store.delete("lake");
    store.delete("curated");

    assertThat(data.resolve("lake/a")).exists();
    assertThat(empty).exists();
  }

  @Test
  void namesNoFolderWithoutObjects() throws IOException {
    Files.createDirectories(data.resolve("lake/shop/daily"));
    put("lake/advertising/clicks/a", new byte[0]);

    assertThat(store.folders("lake/")).containsExactly("advertising");
    assertThat(store.folders("")).containsExactly("lake");
  }

  @Test
  void saysWhichObjectIsNotThere() {
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> store.copy("gone", "b", Labels.NONE))
        .withMessageContaining("'gone' cannot be copied to 'b': there is no ");
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> store.labels("gone"))
        .withMessageContaining("the labels of 'gone' cannot be read: there is no ");
    assertThat(data.resolve(".gone.meta.json")).doesNotExist();
  }

  @Test
  void saysWhichHiddenFileIsDamaged() throws IOException {
    put("a", new byte[0]);
    Files.writeString(data.resolve(".a.meta.json"), "{\"metadata\":");

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> store.labels("a"))
        .withMessageContaining(".a.meta.json is damaged");
  }

  @Test
  void leavesNothingBehindInTheFolderForFilesInTheMaking() throws IOException {
    put("a", new byte[] {1});
    store.copy("a", "b", new Labels(Map.of("owner", "finance"), Map.of("class", "internal")));
    try {
      store.copy("gone", "c", Labels.NONE);
    } catch (UncheckedIOException expected) {
      assertThat(data.resolve("c")).doesNotExist();
    }

    assertThat(data.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void listsNothingBehindASymbolicLink() throws IOException {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(outside.resolve("secret"), "x");
    put("lake/a", new byte[0]);
    Files.createSymbolicLink(data.resolve("lake/folder"), outside);
    Files.createSymbolicLink(data.resolve("lake/file"), outside.resolve("secret"));

    assertThat(keys("lake/")).containsExactly("lake/a");
    assertThat(store.folders("lake/")).isEmpty();
  }

  @Test
  void followsNoSymbolicLinkOutOfTheFolder() throws IOException {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(outside.resolve("secret"), "x");
    put("a", new byte[] {1});
    Files.createSymbolicLink(data.resolve("way"), outside);

    for (String key : List.of("way", "way/secret")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> store.copy(key, "b", Labels.NONE))
          .withMessageContaining("symbolic link");
      assertThatIllegalArgumentException().isThrownBy(() -> store.copy("a", key, Labels.NONE));
      assertThatIllegalArgumentException().isThrownBy(() -> store.labels(key));
      assertThatIllegalArgumentException().isThrownBy(() -> store.delete(key));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> store.list("way/"));
    assertThatIllegalArgumentException().isThrownBy(() -> store.folders("way/"));
    assertThat(outside.resolve("secret")).hasContent("x");
  }

  private List<String> keys(String prefix) {
    return store.list(prefix).stream().map(StoredObject::key).toList();
  }
}
