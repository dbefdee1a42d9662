package io.pharos.core.curation;

import io.pharos.core.catalog.Catalog;
import io.pharos.core.catalog.Partition;
import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableName;
import io.pharos.core.objects.ObjectStore;
import io.pharos.core.objects.StoredObject;
import io.pharos.core.value.UuidV7;
import io.pharos.core.window.Window;
import io.pharos.core.window.Windows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Deletes the folders of runs that a later run of the same window has replaced, a day later: by
 * then, the queries that read them have ended.
 */
public final class StaleRuns {
  private static final Duration KEPT = Duration.ofDays(1);

  /** How far back runs are searched. Older folders that were never deleted stay. */
  private static final Duration LOOKED_FOR = Duration.ofDays(30);

  private static final String RUN = "run=";

  private final Definitions definitions;
  private final Catalog catalog;
  private final RunHistory history;
  private final ObjectStore objects;
  private final Clock clock;

  public StaleRuns(
      Definitions definitions,
      Catalog catalog,
      RunHistory history,
      ObjectStore objects,
      Clock clock) {
    this.definitions = definitions;
    this.catalog = catalog;
    this.history = history;
    this.objects = objects;
    this.clock = clock;
  }

  /**
   * Deletes stale folders. The cost grows with the runs of the last 30 days, not with all windows.
   *
   * @return the number of deleted folders
   */
  public int delete() {
    String oldest = RUN + UuidV7.first(clock.instant().minus(LOOKED_FOR).toEpochMilli());
    int deleted = 0;
    for (CurationDefinition curation : definitions.curations().values()) {
      TableName table = curation.output().table();
      for (Partition partition : catalog.partitions(table)) {
        String run = run(partition.location());
        if (run.compareTo(oldest) >= 0 && publishedLongAgo(curation, partition)) {
          deleted += deleteOlder(partition.location(), run);
        }
      }
    }
    return deleted;
  }

  private boolean publishedLongAgo(CurationDefinition curation, Partition partition) {
    Instant before = clock.instant().minus(KEPT);
    try {
      Windows windows = curation.window();
      Window window = windows.window(partition.value());
      return history.runs(curation.name(), window).stream()
          .filter(run -> run.location().equals(partition.location()))
          .anyMatch(run -> run.endedAt().filter(before::isAfter).isPresent());
    } catch (IllegalArgumentException ofAnotherUnit) {
      return false; // its window was changed; nobody replaces such partitions any more
    }
  }

  /**
   * Runs sort by start: those before the current one are replaced, a later one may be under way.
   */
  private int deleteOlder(String current, String run) {
    String window = current.substring(0, current.length() - run.length() - 1);
    int deleted = 0;
    for (String folder : objects.folders(window)) {
      if (folder.startsWith(RUN) && folder.compareTo(run) < 0) {
        deleted += delete(objects.list(window + folder + "/"));
      }
    }
    return deleted;
  }

  /** The last folder of a location, if it is a run's; empty otherwise. */
  private static String run(String location) {
    int run = location.lastIndexOf(RUN);
    return run < 0 ? "" : location.substring(run, location.length() - 1);
  }

  private int delete(List<StoredObject> files) {
    Instant before = clock.instant().minus(KEPT);
    if (files.isEmpty() || files.stream().anyMatch(file -> file.modified().isAfter(before))) {
      return 0;
    }
    files.forEach(file -> objects.delete(file.key()));
    return 1;
  }
}
