package io.pharos.local;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.core.capture.CaptureCounts;
import io.pharos.core.capture.QuarantineReplay;
import io.pharos.core.definition.TableDefinition;
import io.pharos.embedded.stream.Segment;
import java.util.Collection;
import java.util.List;
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
  public ObjectNode status() {
    List<Segment> open = warehouse.stream().open();
    List<Segment> backlog = warehouse.lakeWriter().backlog();
    ObjectNode status = NODES.objectNode();
    status.put("data_folder", warehouse.folder().path().toAbsolutePath().normalize().toString());
    status.put("writable", warehouse.folder().writable());
    status.put("free_bytes", warehouse.folder().usableBytes());
    status.put("open_segments", open.size());
    status.put("open_events", events(open));
    status.put("backlog_segments", backlog.size());
    status.put("backlog_events", events(backlog));
    status.put("lake_writer", trouble());
    status.set("unknown_tables", warehouse.unknownTables().json());
    ObjectNode events = status.putObject("events_since_start");
    for (TableDefinition table : warehouse.definitions().streamingTables()) {
      CaptureCounts counts = Objects.requireNonNull(warehouse.capture().counts(table.name()));
      events
          .putObject(table.name().toString())
          .put("accepted", counts.accepted())
          .put("invalid", counts.invalid())
          .put("unavailable", counts.unavailable());
    }
    ObjectNode refused = status.putObject("requests_refused_since_start");
    for (RefusedRequests.Reason reason : RefusedRequests.Reason.values()) {
      refused.put(reason.text(), warehouse.refusedRequests().count(reason));
    }
    status.set("curations", curationStatus());
    return status;
  }

  private static long events(Collection<Segment> segments) {
    return segments.stream().mapToLong(Segment::events).sum();
  }

  private String trouble() {
    String trouble = warehouse.lakeWriter().trouble();
    return trouble.isEmpty() ? "ok" : trouble;
  }

  @Override
  public ArrayNode run(String curation, String from, String to) {
    return runs(warehouse.curations().run(curation, from, to));
  }

  @Override
  public ArrayNode replay(String table, String reason) {
    ArrayNode outcomes = NODES.arrayNode();
    Optional<String> only = reason.isEmpty() ? Optional.empty() : Optional.of(reason);
    for (TableDefinition definition : streaming(table)) {
      QuarantineReplay.Outcome outcome = warehouse.replay().replay(definition, only);
      outcomes
          .addObject()
          .put("table", outcome.table().toString())
          .put("replayed", outcome.replayed())
          .put("left", outcome.left());
    }
    return outcomes;
  }

  @Override
  public void close() {
    if (closesWarehouse) {
      warehouse.close();
    }
  }
}
