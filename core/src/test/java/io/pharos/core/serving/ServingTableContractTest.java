package io.pharos.core.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.core.definition.ServedName;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link ServingTable} promises. */
public abstract class ServingTableContractTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ServedName NAME = ServedName.parse("advertising.traffic");
  private static final ServedName OTHER = ServedName.parse("advertising.visits");

  /** An empty table; the same one throughout a test. */
  protected abstract ServingTable table();

  @Test
  void findsNothingAtFirst() {
    assertThat(query("a", "", "9999", 10)).isEmpty();
  }

  @Test
  void findsARow() throws JsonProcessingException {
    String json =
        "{\"clicks\":3,\"rate\":0.125,\"text\":\"\u00E9 \\\"\",\"nothing\":null,"
            + "\"list\":[1,2],\"flag\":true}";
    table().upsert(NAME, List.of(new ServedRow("a", "2026-11-21", json)));

    List<ServedRow> found = query("a", "2026-11-21", "2026-11-21", 10);
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().key()).isEqualTo("a");
    assertThat(found.getFirst().sort()).isEqualTo("2026-11-21");
    assertThat(JSON.readTree(found.getFirst().json())).isEqualTo(JSON.readTree(json));
  }

  @Test
  void findsARangeInOrder() {
    table().upsert(NAME, List.of(row("a", 23), row("a", 20), row("a", 22), row("a", 21)));

    assertThat(sorts(query("a", "2026-11-21", "2026-11-22", 10)))
        .containsExactly("2026-11-21", "2026-11-22");
  }

  @Test
  void findsAtMostAsManyAsAskedFor() {
    table().upsert(NAME, List.of(row("a", 20), row("a", 21), row("a", 22)));

    assertThat(sorts(query("a", "2026-11-01", "2026-11-30", 2)))
        .containsExactly("2026-11-20", "2026-11-21");
    assertThat(sorts(query("a", "2026-11-01", "2026-11-30", 3))).hasSize(3);
  }

  @Test
  void findsNothingInARangeThatEndsBeforeItStarts() {
    table().upsert(NAME, List.of(row("a", 21)));

    assertThat(query("a", "2026-11-22", "2026-11-20", 10)).isEmpty();
  }

  @Test
  void findsNothingBesideTheRange() {
    table().upsert(NAME, List.of(row("a", 20), row("a", 23)));

    assertThat(query("a", "2026-11-21", "2026-11-22", 10)).isEmpty();
  }

  @Test
  void keepsKeysApart() {
    table().upsert(NAME, List.of(row("a", 20), row("ab", 21), row("b", 22)));

    assertThat(sorts(query("a", "2026-11-01", "2026-11-30", 10))).containsExactly("2026-11-20");
  }

  @Test
  void keepsNamesApart() {
    table().upsert(NAME, List.of(row("a", 20)));
    table().upsert(OTHER, List.of(row("a", 21)));
    table().delete(OTHER, List.of(row("a", 20)));

    assertThat(sorts(query("a", "2026-11-01", "2026-11-30", 10))).containsExactly("2026-11-20");
    assertThat(sorts(table().query(OTHER, "a", "2026-11-01", "2026-11-30", 10)))
        .containsExactly("2026-11-21");
  }

  @Test
  void writesOverARow() throws JsonProcessingException {
    table().upsert(NAME, List.of(new ServedRow("a", "2026-11-21", "{\"clicks\":1,\"old\":1}")));
    table().upsert(NAME, List.of(new ServedRow("a", "2026-11-21", "{\"clicks\":2}")));

    List<ServedRow> found = query("a", "2026-11-21", "2026-11-21", 10);
    assertThat(found).hasSize(1);
    assertThat(JSON.readTree(found.getFirst().json())).isEqualTo(JSON.readTree("{\"clicks\":2}"));
  }

  @Test
  void deletesRowsWhateverTheirJson() {
    table().upsert(NAME, List.of(row("a", 20), row("a", 21), row("b", 20)));
    table().delete(NAME, List.of(new ServedRow("a", "2026-11-20", "{\"other\":0}")));

    assertThat(sorts(query("a", "2026-11-01", "2026-11-30", 10))).containsExactly("2026-11-21");
    assertThat(query("b", "2026-11-01", "2026-11-30", 10)).hasSize(1);
  }

  @Test
  void deletesRowsThatAreNotThere() {
    table().upsert(NAME, List.of(row("a", 20)));
    table().delete(NAME, List.of(row("a", 21), row("z", 20)));

    assertThat(query("a", "2026-11-01", "2026-11-30", 10)).hasSize(1);
  }

  @Test
  void takesNoRows() {
    table().upsert(NAME, List.of());
    table().delete(NAME, List.of());

    assertThat(query("a", "", "9999", 10)).isEmpty();
  }

  @Test
  void takesManyRowsAtOnce() {
    List<ServedRow> rows =
        IntStream.range(0, 120)
            .mapToObj(i -> new ServedRow("a", "%04d".formatted(i), "{\"n\":" + i + "}"))
            .toList();
    table().upsert(NAME, rows);

    assertThat(sorts(query("a", "0000", "9999", 1_000))).containsExactlyElementsOf(sorts(rows));
    table().delete(NAME, rows.subList(20, 120));
    assertThat(sorts(query("a", "0000", "9999", 1_000)))
        .containsExactlyElementsOf(sorts(rows.subList(0, 20)));
  }

  private List<ServedRow> query(String key, String from, String to, int limit) {
    return table().query(NAME, key, from, to, limit);
  }

  private static List<String> sorts(List<ServedRow> rows) {
    return rows.stream().map(ServedRow::sort).toList();
  }

  private static ServedRow row(String key, int day) {
    return new ServedRow(key, "2026-11-" + day, "{\"clicks\":" + day + "}");
  }
}
