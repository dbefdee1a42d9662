package io.pharos.core.metrics;

/** What became of a request for metrics. */
public sealed interface MetricsOutcome {
  /**
   * Every minute of the range is there, the quiet ones too.
   *
   * @param json {@code {"database", "minutes": [{"minute", "<table>": n, .., "<ratio>": r}]}}
   */
  record Report(String json) implements MetricsOutcome {}

  record BadRequest(String message) implements MetricsOutcome {}

  /** There is no such database with events. */
  record NotFound(String message) implements MetricsOutcome {}
}
