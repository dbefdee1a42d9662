package io.pharos.local;

import io.pharos.client.Operations;
import io.pharos.client.ReplaySummary;
import io.pharos.client.RunSummary;
import io.pharos.client.Status;
import io.pharos.core.capture.CaptureCounts;
import io.pharos.core.capture.QuarantineReplay;
import io.pharos.core.definition.TableDefinition;
import io.pharos.embedded.stream.Segment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The operations on a warehouse of this process. */
public final class WarehouseOperations extends Inspection implements Operations {
  private final Warehouse warehouse;
  private final boolean closesWarehouse;

  public WarehouseOperations(Warehouse warehouse, boolean closesWarehouse) {
    super(warehouse.contents());
    this.warehouse = warehouse;
    this.closesWarehouse = closesWarehouse;
  }

  @Override
  public void flush() {
    warehouse.flush();
  }

  @Override
  public Status status() {
    List<Segment> open = warehouse.stream().open();
    List<Segment> backlog = warehouse.lakeWriter().backlog();
    return new Status(
        warehouse.folder().path().toAbsolutePath().normalize().toString(),
        warehouse.folder().writable(),
        warehouse.folder().usableBytes(),
        open.size(),
        events(open),
        backlog.size(),
        events(backlog),
        trouble(),
        warehouse.unknownTables().status(),
        eventsSinceStart(),
        requestsRefusedSinceStart(),
        curationStatus());
  }

  private Map<String, Status.Events> eventsSinceStart() {
    Map<String, Status.Events> events = new LinkedHashMap<>();
    for (TableDefinition table : warehouse.definitions().streamingTables()) {
      CaptureCounts counts = Objects.requireNonNull(warehouse.capture().counts(table.name()));
      events.put(
          table.name().toString(),
          new Status.Events(counts.accepted(), counts.invalid(), counts.unavailable()));
    }
    return events;
  }

  private Map<String, Long> requestsRefusedSinceStart() {
    Map<String, Long> refused = new LinkedHashMap<>();
    for (RefusedRequests.Reason reason : RefusedRequests.Reason.values()) {
      refused.put(reason.text(), warehouse.refusedRequests().count(reason));
    }
    return refused;
  }

  private static long events(Collection<Segment> segments) {
    return segments.stream().mapToLong(Segment::events).sum();
  }

  private String trouble() {
    String trouble = warehouse.lakeWriter().trouble();
    return trouble.isEmpty() ? "ok" : trouble;
  }

  @Override
  public List<RunSummary> run(String curation, String from, String to) {
    return runs(warehouse.curations().run(curation, from, to));
  }

  @Override
  public List<ReplaySummary> replay(String table, String reason) {
    Optional<String> only = reason.isEmpty() ? Optional.empty() : Optional.of(reason);
    List<ReplaySummary> summaries = new ArrayList<>();
    for (TableDefinition definition : streaming(table)) {
      QuarantineReplay.Outcome outcome = warehouse.replay().replay(definition, only);
      summaries.add(
          new ReplaySummary(outcome.table().toString(), outcome.replayed(), outcome.left()));
    }
    return summaries;
  }

  @Override
  public void close() {
    if (closesWarehouse) {
      warehouse.close();
    }
  }
}
