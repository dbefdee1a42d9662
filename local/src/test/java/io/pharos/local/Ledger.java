package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Which events of a table were sent, each once and with an id of its own, and which were
 * acknowledged. Safe for many threads.
 */
final class Ledger {
  private final Beacon beacon;
  private final long seed;
  private final AtomicLong counter = new AtomicLong();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

  Ledger(Beacon beacon, long seed) {
    this.beacon = beacon;
    this.seed = seed;
  }

  Beacon beacon() {
    return beacon;
  }

  /** Ids of events that are about to be sent. */
  List<String> next(int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(new UUID(seed, counter.incrementAndGet()).toString());
    }
    return ids;
  }

  void acknowledge(String id) {
    acknowledged.add(id);
  }

  /** Reads the answer to a body of these ids; returns how many of them were acknowledged. */
  int acknowledge(List<String> ids, String answer) {
    JsonNode records = LocalProcess.json(answer).path("records");
    assertThat(records).as(answer).hasSameSizeAs(ids);
    int count = 0;
    for (int i = 0; i < ids.size(); i++) {
      if (!records.get(i).path("failed").asBoolean(true)) {
        assertThat(records.get(i).path("event_id").asText()).isEqualTo(ids.get(i));
        acknowledged.add(ids.get(i));
        count++;
      }
    }
    return count;
  }

  int acknowledged() {
    return acknowledged.size();
  }

  /** Every acknowledged event is in SQL once, and no event twice. Returns how many there are. */
  int assertInSql(LocalProcess warehouse) {
    List<String> ids =
        warehouse.sql("select " + beacon.id() + " as id from " + beacon.name()).stream()
            .map(row -> row.path("id").asText())
            .toList();
    assertKept("SQL", ids);
    return ids.size();
  }

  /** Every acknowledged event is in the raw archive once, and no event twice. */
  void assertInRaw(Path data) {
    List<String> ids = new ArrayList<>();
    Path folder = data.resolve("raw").resolve(beacon.database()).resolve(beacon.table());
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json.gz")).toList()) {
        readIds(file, ids);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertKept("raw", ids);
  }

  private void readIds(Path file, List<String> ids) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      lines.lines().forEach(line -> ids.add(LocalProcess.json(line).path(beacon.id()).asText()));
    }
  }

  /** Every acknowledged event was found, and none twice. */
  void assertKept(String where, List<String> found) {
    Set<String> once = new HashSet<>();
    List<String> twice = found.stream().filter(id -> !once.add(id)).toList();
    List<String> lost = acknowledged.stream().filter(id -> !once.contains(id)).toList();
    List<String> strange = once.stream().filter(id -> !sent(id)).toList();
    assertThat(twice.stream().limit(10)).as("twice in %s: %d", where, twice.size()).isEmpty();
    assertThat(lost.stream().limit(10))
        .as("lost from %s: %d of %d", where, lost.size(), acknowledged.size())
        .isEmpty();
    assertThat(strange).as("never sent, in %s", where).isEmpty();
  }

  boolean sent(String id) {
    UUID uuid = UUID.fromString(id);
    return uuid.getMostSignificantBits() == seed && uuid.getLeastSignificantBits() <= counter.get();
  }
}
