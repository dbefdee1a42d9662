package io.pharos.infra.cost;

import java.util.List;

/**
 * EventBridge Scheduler: the partitioner by the hour, the curations and their tidying by the day.
 */
final class SchedulerCost implements ServiceCost {
  @Override
  public List<Charge> charges(Load load) {
    double invocations = Units.HOURS + CurationRuns.executions(load) + Units.DAYS;
    return List.of(
        new Charge(Service.SCHEDULER, "schedules", "scheduler.invocations", invocations));
  }
}
