package io.pharos.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a warehouse is. What only one that runs knows is null, and left out of the JSON, for a folder
 * that is looked into.
 *
 * @param unknownTables by name: what the folder holds of tables that are not defined
 * @param eventsSinceStart by table
 * @param requestsRefusedSinceStart by reason
 * @param curations by name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Status(
    String dataFolder,
    boolean writable,
    long freeBytes,
    @Nullable Integer openSegments,
    @Nullable Long openEvents,
    int backlogSegments,
    long backlogEvents,
    String lakeWriter,
    Map<String, UnknownTable> unknownTables,
    @Nullable Map<String, Events> eventsSinceStart,
    @Nullable Map<String, Long> requestsRefusedSinceStart,
    Map<String, Curation> curations) {

  /** What nobody sees of a table. */
  public record UnknownTable(long files, long waitingEvents) {}

  /** What became of the events that were sent to a table. */
  public record Events(long accepted, long invalid, long unavailable) {}

  /**
   * What no run of a curation has told.
   *
   * @param unservedRows of the latest run that ended well
   * @param lateEvents by window
   */
  public record Curation(
      long unservedRows, List<String> owedWindows, Map<String, Long> lateEvents) {}

  /** Whether no acknowledged event waits for a table that is not defined. */
  public boolean complete() {
    return unknownTables.values().stream().allMatch(table -> table.waitingEvents() == 0);
  }
}
