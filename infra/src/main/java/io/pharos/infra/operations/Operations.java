package io.pharos.infra.operations;

import io.pharos.core.definition.TableDefinition;
import io.pharos.infra.warehouse.ServerlessDataWarehouse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/**
 * Watches a warehouse: alarms that tell the topic of failures, new versions of its functions under
 * those alarms, a dashboard of its operation and one of each database that events are sent to.
 *
 * <pre>{@code
 * new Operations(stack, "Operations", warehouse);
 * }</pre>
 *
 * It sees the tables, curations and API that the warehouse has by then: make it last.
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
