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
        });
    assertThat(store().labels("reports/a.csv")).isEqualTo(Labels.NONE);
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
    store().copy("lake/a", "reports/2026/a.csv", metadata(Map.of("owner", "finance", "rows", "1")));

    assertThat(content("reports/2026/a.csv")).asString().isEqualTo("some rows");
    assertThat(content("lake/a")).asString().isEqualTo("some rows");
    assertThat(store().labels("reports/2026/a.csv").metadata())
        .containsExactlyInAnyOrderEntriesOf(Map.of("owner", "finance", "rows", "1"));
    assertThat(store().list("reports/2026/a.csv").getFirst().size()).isEqualTo(9);
  }

  @Test
  void copiesOverAnObject() {
    put("new", "new");
    put("old", "of old");
    store().copy("old", "to", new Labels(Map.of("age", "old"), Map.of("kept", "long")));
    store().copy("new", "to", metadata(Map.of("age", "new")));

    assertThat(content("to")).asString().isEqualTo("new");
    assertThat(store().labels("to").metadata()).isEqualTo(Map.of("age", "new"));
    assertThat(store().labels("to").tags()).isEmpty();
  }

  @Test
  void givesACopyItsOwnLabels() {
    put("a", "rows");
    store().copy("a", "b", new Labels(Map.of("owner", "finance"), Map.of("class", "internal")));
    store().copy("b", "c", Labels.NONE);

    assertThat(store().labels("c").metadata()).isEmpty();
    assertThat(store().labels("c").tags()).isEmpty();
  }

  @Test
  void relabelsAnObject() {
    put("a", "rows");
    store().copy("a", "b", new Labels(Map.of("owner", "finance"), Map.of("year", "2026")));
    Labels other = new Labels(Map.of("owner", "sales"), Map.of("class", "public of \u00E9"));
    store().copy("b", "b", other);

    assertThat(store().labels("b")).isEqualTo(other);
    assertThat(content("b")).asString().isEqualTo("rows");
    store().copy("b", "b", Labels.NONE);
    assertThat(store().labels("b")).isEqualTo(Labels.NONE);
  }

  @Test
  void labelsAnObjectThatAnEngineWrote() {
    put("a", "rows");
    store().copy("a", "a", new Labels(Map.of(), Map.of("class", "internal")));

    assertThat(store().labels("a").tags()).isEqualTo(Map.of("class", "internal"));
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
    store().copy("a", "b", new Labels(Map.of("owner", "finance"), Map.of("class", "internal")));
    store().delete("b");
    put("b", "rows");

    assertThat(store().labels("b")).isEqualTo(Labels.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "/a", "a/", "a//b", ".", "..", "./a", "../a", "a/.", "a/./b", "a/../b"})
  void refusesAKeyThatIsNone(String key) {
    put("a", "rows");

    assertThatIllegalArgumentException().isThrownBy(() -> store().delete(key));
    assertThatIllegalArgumentException().isThrownBy(() -> store().labels(key));
    assertThatIllegalArgumentException().isThrownBy(() -> store().copy(key, "b", Labels.NONE));
    assertThatIllegalArgumentException().isThrownBy(() -> store().copy("a", key, Labels.NONE));
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

  private static Labels metadata(Map<String, String> metadata) {
    return new Labels(metadata, Map.of());
  }
}
