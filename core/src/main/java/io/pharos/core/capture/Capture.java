package io.pharos.core.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.definition.TableName;
import io.pharos.core.quarantine.Quarantine;
import io.pharos.core.quarantine.RefusedEvent;
import io.pharos.core.stream.AppendResult;
import io.pharos.core.stream.EventStream;
import io.pharos.core.value.UuidV7;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Reads and vets events, fills in what senders may leave out, appends valid events to their table's
 * stream and keeps the others in quarantine. Safe for many threads.
 */
public final class Capture {
  /** The reason in quarantine of a body that could not be read. */
  private static final String INVALID_BODY = "InvalidBody";

  private final EventStream stream;
  private final Quarantine quarantine;
  private final Clock clock;
  private final Map<String, Map<String, Beacon>> beacons = new HashMap<>();

  /** A streaming table with the readers of its events. */
  private record Beacon(TableDefinition table, EventReader reader, CaptureCounts counts) {}

  public Capture(Definitions definitions, EventStream stream, Quarantine quarantine, Clock clock) {
    this.stream = stream;
    this.quarantine = quarantine;
    this.clock = clock;
    for (TableDefinition table : definitions.streamingTables()) {
      beacons
          .computeIfAbsent(table.name().database(), database -> new HashMap<>())
          .put(
              table.name().table(), new Beacon(table, new EventReader(table), new CaptureCounts()));
    }
  }

  /**
   * Takes the events of a body after gunzip. The stage completes once the fate of each event is
   * known; it never completes exceptionally.
   */
  public CompletionStage<CaptureOutcome> body(
      String database, String table, BodyFormat format, byte[] body) {
    Beacon beacon = beacon(database, table);
    if (beacon == null) {
      return CompletableFuture.completedStage(unknown(database, table));
    }
    return take(beacon, format, body, clock.millis());
  }

  /**
   * Keeps a body that could not be read in quarantine, as one refused event.
   *
   * @param sent the body as it came
   * @param why the message to the sender
   * @return {@link CaptureOutcome.BadRequest} once it is kept
   */
  public CompletionStage<CaptureOutcome> unreadable(
      String database, String table, byte[] sent, String why) {
    Beacon beacon = beacon(database, table);
    return beacon == null
        ? CompletableFuture.completedStage(unknown(database, table))
        : unreadable(beacon, sent, why, clock.millis());
  }

  /**
   * Takes the one event of a query string; a missing event time is now. A write key that was not
   * needed is ignored, unless the table has a column of that name.
   */
  public CompletionStage<CaptureOutcome> pixel(String database, String table, QueryString sent) {
    Beacon beacon = beacon(database, table);
    if (beacon == null) {
      return CompletableFuture.completedStage(unknown(database, table));
    }
    boolean column = beacon.table.column(WriteKeys.PARAMETER).isPresent();
    QueryString query = column ? sent : sent.without(WriteKeys.PARAMETER);
    long now = clock.millis();
    return take(
        beacon,
        PixelEvent.fault(query)
            .map(fault ->
                VettedBatch.of(fault.refused(UuidV7.at(now), now, query.raw().getBytes(UTF_8))))
            .orElseGet(() ->
                BodyReader.one(beacon.reader, PixelEvent.json(beacon.table, query, now), now)));
  }

  /**
   * Takes an event that was refused before, and waits for its fate. An event that is refused again
   * is not kept a second time.
   */
  public CaptureOutcome again(TableName table, byte[] event) {
    Beacon beacon = beacon(table.database(), table.table());
    if (beacon == null) {
      return unknown(table.database(), table.table());
    }
    VettedBatch batch = BodyReader.one(beacon.reader, event, clock.millis());
    return counted(
        beacon, batch, batch.outcome(appended(beacon, batch).toCompletableFuture().join(), true));
  }

  /** The counts of a table since the start; null if there is no such streaming table. */
  public @Nullable CaptureCounts counts(TableName table) {
    Beacon beacon = beacon(table.database(), table.table());
    return beacon == null ? null : beacon.counts;
  }

  private @Nullable Beacon beacon(String database, String table) {
    Map<String, Beacon> tables = beacons.get(database);
    return tables == null ? null : tables.get(table);
  }

  private static CaptureOutcome unknown(String database, String table) {
    return new CaptureOutcome.UnknownTable(
        new Fault(database + "." + table, "is not a streaming table").message()
            + "; its definition would be tables/<database>/<table>.yaml");
  }

  private CompletionStage<CaptureOutcome> take(
      Beacon beacon, BodyFormat format, byte[] body, long now) {
    try {
      return take(
          beacon, BodyReader.read(beacon.table.name().table(), beacon.reader, format, body, now));
    } catch (BodyReader.UnreadableBody e) {
      return unreadable(beacon, body, String.valueOf(e.getMessage()), now);
    }
  }

  private CompletionStage<CaptureOutcome> take(Beacon beacon, VettedBatch batch) {
    return appended(beacon, batch)
        .thenCombine(
            kept(beacon, batch.refused()),
            (appended, kept) -> counted(beacon, batch, batch.outcome(appended, kept)));
  }

  private CompletionStage<List<AppendResult>> appended(Beacon beacon, VettedBatch batch) {
    return batch.records().isEmpty()
        ? CompletableFuture.completedStage(List.of())
        : stream.append(beacon.table.name(), batch.records());
  }

  private CompletionStage<CaptureOutcome> unreadable(
      Beacon beacon, byte[] sent, String why, long now) {
    RefusedEvent whole =
        new RefusedEvent(UuidV7.at(now), Instant.ofEpochMilli(now), INVALID_BODY, why, sent);
    return kept(beacon, List.of(whole))
        .thenApply(kept -> {
          if (kept) {
            beacon.counts.addInvalid(1);
            return new CaptureOutcome.BadRequest(why);
          }
          beacon.counts.addUnavailable(1, false);
          return new CaptureOutcome.Unavailable(
              false, "the quarantine cannot keep what is refused: " + why);
        });
  }

  private CompletionStage<Boolean> kept(Beacon beacon, List<RefusedEvent> refused) {
    return refused.isEmpty()
        ? CompletableFuture.completedStage(true)
        : quarantine.keep(beacon.table.name(), refused).handle((done, failure) -> failure == null);
  }

  private static CaptureOutcome counted(Beacon beacon, VettedBatch batch, CaptureOutcome outcome) {
    switch (outcome) {
      case CaptureOutcome.Captured captured -> captured.results().forEach(beacon.counts::add);
      case CaptureOutcome.Unavailable unavailable ->
          beacon.counts.addUnavailable(batch.size(), unavailable.throttled());
      case CaptureOutcome.BadRequest nothing -> {}
      case CaptureOutcome.UnknownTable nothing -> {}
    }
    return outcome;
  }
}
