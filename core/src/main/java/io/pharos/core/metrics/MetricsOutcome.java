package io.pharos.core.metrics;

/** The outcome of a request for metrics. */
public sealed interface MetricsOutcome {
  /**
   * It has every minute of the range, those without events too.
   *
   * @param json {@code {"database", "minutes": [{"minute", "<table>": n, .., "<ratio>": r}]}}
   */
  record Report(String json) implements MetricsOutcome {}

  record BadRequest(String message) implements MetricsOutcome {}

  /** There is no such database with events. */
  record NotFound(String message) implements MetricsOutcome {}
}
