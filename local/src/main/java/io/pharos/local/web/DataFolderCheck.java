package io.pharos.local.web;

import io.pharos.embedded.files.DataFolder;
import io.pharos.local.Warehouse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while events can be kept: the data folder can be written and has room. */
@Readiness
@Singleton
public class DataFolderCheck implements HealthCheck {
  private final Warehouse warehouse;

  @Inject
  public DataFolderCheck(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  @Override
  public HealthCheckResponse call() {
    DataFolder folder = warehouse.folder();
    long free = folder.usableBytes();
    return HealthCheckResponse.named("data folder")
        .withData("free_bytes", free)
        .withData("needed_bytes", warehouse.config().freeBytes())
        .status(free >= warehouse.config().freeBytes() && folder.writable())
        .build();
  }
}
