package io.pharos.infra.cost;

import java.util.List;

/** Transitions of the workflow of the curations, Standard. */
final class StepFunctionsCost implements ServiceCost {
  /**
   * Transitions of a window: prepare and its answer, announce; for each query its start, two looks
   * at it, and its step. There are two queries, and two more if rows are served, as half of the
   * curations do.
   */
  private static final double PER_RUN = 34;

  /** Transitions of an execution: three to start, the last prepare and its answer, the end. */
  private static final double PER_EXECUTION = 6;

  @Override
  public List<Charge> charges(Load load) {
    double transitions =
        CurationRuns.runs(load) * PER_RUN + CurationRuns.executions(load) * PER_EXECUTION;
    return List.of(
        new Charge(Service.STEP_FUNCTIONS, "workflow", "step-functions.transitions", transitions));
  }
}
