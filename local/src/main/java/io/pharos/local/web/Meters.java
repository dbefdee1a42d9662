package io.pharos.local.web;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.pharos.core.capture.CaptureCounts;
import io.pharos.core.definition.TableDefinition;
import io.pharos.embedded.stream.Segment;
import io.pharos.local.RefusedRequests;
import io.pharos.local.Warehouse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** The meters for Prometheus at {@code /q/metrics}. */
@Singleton
public class Meters implements MeterBinder {
  private final Warehouse warehouse;

  @Inject
  public Meters(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (TableDefinition table : warehouse.definitions().streamingTables()) {
      CaptureCounts counts = Objects.requireNonNull(warehouse.capture().counts(table.name()));
      events(registry, table, "accepted", counts, CaptureCounts::accepted);
      events(registry, table, "invalid", counts, CaptureCounts::invalid);
      events(registry, table, "unavailable", counts, CaptureCounts::unavailable);
    }
    for (RefusedRequests.Reason reason : RefusedRequests.Reason.values()) {
      FunctionCounter.builder(
              "pharos.requests.refused",
              warehouse.refusedRequests(),
              refused -> refused.count(reason))
          .description("requests of senders that were refused since the start, by why")
          .tag("reason", reason.text())
          .register(registry);
    }
    Gauge.builder(
            "pharos.backlog.segments", warehouse, house -> house.lakeWriter().backlog().size())
        .description("closed segments that are not in the lake yet")
        .register(registry);
    Gauge.builder("pharos.backlog.bytes", warehouse, Meters::backlogBytes)
        .description("bytes of the segments that are not in the lake yet")
        .register(registry);
    Gauge.builder("pharos.data.free.bytes", warehouse, house -> house.folder().usableBytes())
        .description("free space of the data folder's disk")
        .register(registry);
  }

  private static double backlogBytes(Warehouse warehouse) {
    return warehouse.lakeWriter().backlog().stream().mapToLong(Segment::length).sum();
  }

  private static void events(
      MeterRegistry registry,
      TableDefinition table,
      String fate,
      CaptureCounts counts,
      ToDoubleFunction<CaptureCounts> count) {
    FunctionCounter.builder("pharos.events", counts, count)
        .description("events since the start, by what became of them")
        .tag("table", table.name().toString())
        .tag("fate", fate)
        .register(registry);
  }
}
