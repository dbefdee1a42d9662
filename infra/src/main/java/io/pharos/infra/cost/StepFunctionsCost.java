package io.pharos.infra.cost;

import java.util.List;

/** Transitions of the workflow of the curations, Standard. */
final class StepFunctionsCost implements ServiceCost {
  /** prepare, its choice, the query, check, publish. */
  private static final double PER_RUN = 5;

  /** Start, the last prepare, its choice, end. */
  private static final double PER_EXECUTION = 4;

  @Override
  public List<Charge> charges(Load load) {
    double transitions =
        CurationRuns.runs(load) * PER_RUN + CurationRuns.executions(load) * PER_EXECUTION;
    return List.of(
        new Charge(Service.STEP_FUNCTIONS, "workflow", "step-functions.transitions", transitions));
  }
}
