package io.pharos.core.query;

/** The status of a query. */
public sealed interface QueryStatus {
  record Running() implements QueryStatus {}

  /**
   * It succeeded.
   *
   * @param rows written by a materialization; 0 for a select
   * @param bytesScanned bytes read from the lake; 0 if the engine does not report them
   */
  record Succeeded(long rows, long bytesScanned) implements QueryStatus {}

  record Failed(String message) implements QueryStatus {}

  record Cancelled() implements QueryStatus {}
}
