package io.pharos.core.query;

/** How a query stands. */
public sealed interface QueryStatus {
  record Running() implements QueryStatus {}

  /**
   * It ended well.
   *
   * @param rows written by a materialization; 0 for a select
   * @param bytesScanned what was read of the lake, in bytes; 0 where the engine does not tell
   */
  record Succeeded(long rows, long bytesScanned) implements QueryStatus {}

  record Failed(String message) implements QueryStatus {}

  record Cancelled() implements QueryStatus {}
}
