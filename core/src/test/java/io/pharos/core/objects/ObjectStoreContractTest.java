package io.pharos.core.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link ObjectStore} promises. */
public abstract class ObjectStoreContractTest {
  /** An empty store; the same one throughout a test. */
  protected abstract ObjectStore store();

  /** Puts an object without metadata and tags, as an engine writes its files. */
  protected abstract void put(String key, byte[] content);

  protected abstract byte[] content(String key);

  @Test
  void listsAnObject() {
    put("reports/a.csv", "12345");

    assertThat(store().list("reports/"))
        .singleElement()
        .satisfies(object -> {
          assertThat(object.key()).isEqualTo("reports/a.csv");
          assertThat(object.size()).isEqualTo(5);
          assertThat(object.modified()).isNotNull();
          assertThat(object.metadata()).isEmpty();
          assertThat(object.tags()).isEmpty();
        });
  }

  @Test
  void listsWhatIsBelowAPrefixByKey() {
    put("lake/b/2", "");
    put("lake/b/1", "");
    put("lake/a/x/y", "");
    put("lake-old/a", "");
    put("raw/a", "");

    assertThat(keys("lake/")).containsExactly("lake/a/x/y", "lake/b/1", "lake/b/2");
  }

  @Test
  void listsByAPrefixThatEndsWithinAName() {
    put("reports/ad-1.csv", "");
    put("reports/ad-2.csv", "");
    put("reports/click-1.csv", "");
    put("reports/ad/1.csv", "");

    assertThat(keys("reports/ad"))
        .containsExactly("reports/ad-1.csv", "reports/ad-2.csv", "reports/ad/1.csv");
  }

  @Test
  void listsAnObjectByItsWholeKey() {
    put("reports/a.csv", "");

    assertThat(keys("reports/a.csv")).containsExactly("reports/a.csv");
  }

  @Test
  void listsNothingWhereNothingIs() {
    assertThat(store().list("nowhere/")).isEmpty();
    assertThat(store().folders("nowhere/")).isEmpty();
  }

  @Test
  void namesTheFoldersDirectlyInAFolder() {
    put("lake/shop/daily/day=2026-11-20/run=1/part-0", "");
    put("lake/shop/daily/day=2026-11-20/run=2/part-0", "");
    put("lake/shop/daily/day=2026-11-21/run=3/part-0", "");
    put("lake/shop/daily/readme", "");

    assertThat(store().folders("lake/shop/daily/"))
        .containsExactlyInAnyOrder("day=2026-11-20", "day=2026-11-21");
    assertThat(store().folders("lake/shop/daily/day=2026-11-20/"))
        .containsExactlyInAnyOrder("run=1", "run=2");
  }

  @Test
  void namesNoFolderWhoseObjectsAreDeleted() {
    put("lake/shop/daily/day=2026-11-20/run=1/part-0", "");
    put("lake/shop/daily/day=2026-11-20/run=2/part-0", "");
    store().delete("lake/shop/daily/day=2026-11-20/run=1/part-0");

    assertThat(store().folders("lake/shop/daily/day=2026-11-20/")).containsExactly("run=2");
    store().delete("lake/shop/daily/day=2026-11-20/run=2/part-0");
    assertThat(store().folders("lake/shop/daily/")).isEmpty();
  }

  @Test
  void copiesAnObjectWithMetadata() {
    put("lake/a", "some rows");
    store().copy("lake/a", "reports/2026/a.csv", Map.of("owner", "finance", "rows", "1"));

    assertThat(content("reports/2026/a.csv")).asString().isEqualTo("some rows");
    assertThat(content("lake/a")).asString().isEqualTo("some rows");
    assertThat(only("reports/2026/a.csv").metadata())
        .containsExactlyInAnyOrderEntriesOf(Map.of("owner", "finance", "rows", "1"));
    assertThat(only("reports/2026/a.csv").size()).isEqualTo(9);
  }

  @Test
  void copiesOverAnObject() {
    put("new", "new");
    put("old", "of old");
    store().copy("old", "to", Map.of("age", "old"));
    store().tag("to", Map.of("kept", "long"));
    store().copy("new", "to", Map.of("age", "new"));

    assertThat(content("to")).asString().isEqualTo("new");
    assertThat(only("to").metadata()).isEqualTo(Map.of("age", "new"));
    assertThat(only("to").tags()).isEmpty();
  }

  @Test
  void givesACopyItsOwnMetadataAndNoTags() {
    put("a", "rows");
    store().copy("a", "b", Map.of("owner", "finance"));
    store().tag("b", Map.of("class", "internal"));
    store().copy("b", "c", Map.of());

    assertThat(only("c").metadata()).isEmpty();
    assertThat(only("c").tags()).isEmpty();
  }

  @Test
  void replacesTags() {
    put("a", "rows");
    store().copy("a", "b", Map.of("owner", "finance"));
    store().tag("b", Map.of("class", "internal", "year", "2026"));
    store().tag("b", Map.of("class", "public"));

    assertThat(only("b").tags()).isEqualTo(Map.of("class", "public"));
    assertThat(only("b").metadata()).isEqualTo(Map.of("owner", "finance"));
    store().tag("b", Map.of());
    assertThat(only("b").tags()).isEmpty();
  }

  @Test
  void tagsAnObjectThatAnEngineWrote() {
    put("a", "rows");
    store().tag("a", Map.of("class", "internal"));

    assertThat(only("a").tags()).isEqualTo(Map.of("class", "internal"));
    assertThat(content("a")).asString().isEqualTo("rows");
  }

  @Test
  void deletesAnObject() {
    put("lake/a", "");
    put("lake/b", "");
    store().delete("lake/a");

    assertThat(keys("lake/")).containsExactly("lake/b");
  }

  @Test
  void deletesAnObjectThatIsNotThere() {
    put("lake/a", "");
    store().delete("lake/b");
    store().delete("nowhere/b");

    assertThat(keys("lake/")).containsExactly("lake/a");
  }

  @Test
  void forgetsMetadataAndTagsOfADeletedObject() {
    put("a", "rows");
    store().copy("a", "b", Map.of("owner", "finance"));
    store().tag("b", Map.of("class", "internal"));
    store().delete("b");
    put("b", "rows");

    assertThat(only("b").metadata()).isEmpty();
    assertThat(only("b").tags()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "/a", "a/", "a//b", ".", "..", "./a", "../a", "a/.", "a/./b", "a/../b"})
  void refusesAKeyThatIsNone(String key) {
    put("a", "rows");

    assertThatIllegalArgumentException().isThrownBy(() -> store().delete(key));
    assertThatIllegalArgumentException().isThrownBy(() -> store().tag(key, Map.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> store().copy(key, "b", Map.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> store().copy("a", key, Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/a/", "a//", "./", "../", "a/./", "a/../", "a/../b"})
  void refusesAFolderThatIsNone(String folder) {
    assertThatIllegalArgumentException().isThrownBy(() -> store().list(folder));
    assertThatIllegalArgumentException().isThrownBy(() -> store().folders(folder));
  }

  private void put(String key, String content) {
    put(key, content.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> keys(String prefix) {
    return store().list(prefix).stream().map(StoredObject::key).toList();
  }

  private StoredObject only(String key) {
    List<StoredObject> objects = store().list(key);
    assertThat(objects).hasSize(1);
    return objects.getFirst();
  }
}
