package io.pharos.local.web;

import io.pharos.client.Operations;
import io.pharos.core.capture.Capture;
import io.pharos.core.capture.WriteKeys;
import io.pharos.core.metrics.MinuteReport;
import io.pharos.core.serving.ServedLookup;
import io.pharos.local.AskedQueries;
import io.pharos.local.Warehouse;
import io.pharos.local.WarehouseOperations;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The parts for the resources. */
final class Beans {
  @Produces
  @Singleton
  Running running() {
    return Running.current();
  }

  @Produces
  @Singleton
  Warehouse warehouse(Running running) {
    return running.warehouse();
  }

  @Produces
  @Singleton
  Operations operations(Warehouse warehouse) {
    return new WarehouseOperations(warehouse, false);
  }

  @Produces
  @Singleton
  AskedQueries askedQueries(Warehouse warehouse) {
    return warehouse.askedQueries();
  }

  @Produces
  @Singleton
  Capture capture(Warehouse warehouse) {
    return warehouse.capture();
  }

  @Produces
  @Singleton
  WriteKeys writeKeys(Warehouse warehouse) {
    return new WriteKeys(warehouse.config().writeKeys());
  }

  @Produces
  @Singleton
  ServedLookup lookup(Warehouse warehouse) {
    return warehouse.lookup();
  }

  @Produces
  @Singleton
  MinuteReport minuteReport(Warehouse warehouse) {
    return warehouse.minuteReport();
  }
}
