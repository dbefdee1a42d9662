package io.pharos.client;

/**
 * A run of a curation.
 *
 * @param window as its partition is called
 * @param endedAt empty while it runs
 */
public record RunSummary(
    String curation,
    String window,
    String state,
    boolean provisional,
    long rows,
    long unserved,
    String startedAt,
    String endedAt,
    String message,
    String run) {
  private static final String SUCCEEDED = "succeeded";

  public boolean succeeded() {
    return state.equals(SUCCEEDED);
  }
}
