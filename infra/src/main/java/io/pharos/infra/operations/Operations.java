package io.pharos.infra.operations;

import io.pharos.core.definition.TableDefinition;
import io.pharos.infra.warehouse.ServerlessDataWarehouse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/**
 * Monitors a warehouse: alarms to the topic of failures, canary deployments of its functions under
 * those alarms, a dashboard of its operation and one of each database with streaming tables.
 *
 * <pre>{@code
 * new Operations(stack, "Operations", warehouse);
 * }</pre>
 *
 * It covers the tables, curations and API that the warehouse has at that time: make it last.
 */
public final class Operations extends Construct {
  public Operations(Construct scope, String id, ServerlessDataWarehouse warehouse) {
    super(scope, id);
    Metrics metrics = new Metrics(warehouse);
    WarehouseAlarms alarms = new WarehouseAlarms(this, "Alarms", warehouse, metrics);
    new Canary(this, "Canary", warehouse, alarms);
    new OperationsDashboard(this, warehouse, metrics, alarms.all());
    byDatabase(warehouse)
        .forEach((database, tables) ->
            new RealTimeDashboard(this, warehouse, warehouse.definition(database), tables));
  }

  private static Map<String, List<TableDefinition>> byDatabase(ServerlessDataWarehouse warehouse) {
    Map<String, List<TableDefinition>> byDatabase = new LinkedHashMap<>();
    for (TableDefinition table : warehouse.streamingTables()) {
      byDatabase.computeIfAbsent(table.name().database(), name -> new ArrayList<>()).add(table);
    }
    return byDatabase;
  }
}
