package io.pharos.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.definition.TableName;
import io.pharos.core.testing.Tables;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link EventStream} promises. */
public abstract class EventStreamContractTest {
  private static final TableName TABLE = Tables.IMPRESSIONS.name();
  private static final String STAMP = ",\"received_at\":\"2026-11-21 09:30:00.000\"}";

  /** A stream of {@link Tables#IMPRESSIONS} that takes events; the same one throughout a test. */
  protected abstract EventStream stream();

  /** The lines that a consumer of that table's stream reads, from its beginning. */
  protected abstract List<String> lines();

  @Test
  void storesARecord() {
    assertThat(append(record("a"))).containsExactly(AppendResult.STORED);
    assertThat(events()).containsExactly("a");
  }

  @Test
  void answersOncePerRecordAndKeepsTheirOrder() {
    assertThat(append(record("a", "b"), record("c"), record("d", "e", "f")))
        .hasSize(3)
        .containsOnly(AppendResult.STORED);
    assertThat(events()).containsExactly("a", "b", "c", "d", "e", "f");
  }

  @Test
  void answersNoRecordsWithNoResults() {
    assertThat(append()).isEmpty();
    assertThat(events()).isEmpty();
  }

  @Test
  void keepsWhatLaterAppendsFollow() {
    append(record("a"));
    append(record("b"));
    append(record("c"));

    assertThat(events()).containsExactly("a", "b", "c");
  }

  @Test
  void keepsTheTextOfAnEvent() {
    append(record("naïve \uD83D\uDE00 \u4E16\u754C"));

    assertThat(events()).containsExactly("naïve \uD83D\uDE00 \u4E16\u754C");
  }

  @Test
  void storesARecordOfTheGreatestSize() {
    String large = "x".repeat(StreamRecord.MAX_BYTES - line("").length());

    assertThat(append(record(large))).containsExactly(AppendResult.STORED);
    assertThat(events()).containsExactly(large);
  }

  @Test
  void storesAnEventThatIsLargerThanARecordOfMany() {
    String large = "x".repeat(256 * 1024 - line("").length());

    assertThat(append(record(large))).containsExactly(AppendResult.STORED);
    assertThat(events()).containsExactly(large);
  }

  @Test
  void storesTheRecordsOfALargeRequest() {
    StreamRecord[] records =
        IntStream.range(0, 500).mapToObj(i -> record("e" + i)).toArray(StreamRecord[]::new);

    assertThat(append(records)).hasSize(500).containsOnly(AppendResult.STORED);
    assertThat(events()).containsExactlyElementsOf(names("e", 500));
  }

  @Test
  void storesWhatManyThreadsAppend() throws InterruptedException {
    EventStream stream = stream();
    List<CompletableFuture<List<AppendResult>>> answers = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String prefix = "t" + i + "-";
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (String name : names(prefix, 25)) {
                  CompletableFuture<List<AppendResult>> answer =
                      stream.append(TABLE, List.of(record(name))).toCompletableFuture();
                  synchronized (answers) {
                    answers.add(answer);
                  }
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(answers)
        .hasSize(200)
        .allSatisfy(answer -> assertThat(answer.join()).containsExactly(AppendResult.STORED));
    assertThat(events())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 8)
                .mapToObj(i -> names("t" + i + "-", 25))
                .flatMap(List::stream)
                .toList());
  }

  @Test
  void answersForATableThatHasNoStream() {
    assertThat(
            stream()
                .append(TableName.parse("nowhere.nothing"), List.of(record("a"), record("b")))
                .toCompletableFuture()
                .join())
        .hasSize(2);
  }

  private List<AppendResult> append(StreamRecord... records) {
    return stream().append(TABLE, List.of(records)).toCompletableFuture().join();
  }

  private static StreamRecord record(String... names) {
    StringBuilder lines = new StringBuilder();
    for (String name : names) {
      lines.append(line(name));
    }
    return new StreamRecord(
        lines.toString().getBytes(StandardCharsets.UTF_8), new int[names.length]);
  }

  private static String line(String name) {
    return "{\"impression_id\":\"1\",\"ad_id\":\"" + name + "\"" + STAMP + "\n";
  }

  private static List<String> names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  /** The name of each event: a stream may stamp the arrival, so the lines' ends may differ. */
  private List<String> events() {
    int start = line("").indexOf("\"" + STAMP);
    return lines().stream()
        .map(line -> line.substring(start, line.length() - STAMP.length() - 1))
        .toList();
  }
}
