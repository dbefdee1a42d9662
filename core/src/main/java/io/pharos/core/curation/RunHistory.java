package io.pharos.core.curation;

import io.pharos.core.definition.CurationName;
import io.pharos.core.window.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Port: the runs of every curation, by their ids, which sort by start. Safe for many threads. */
public interface RunHistory {
  /** Records a run, and replaces its earlier record. */
  void record(Run run);

  /** The newest runs first. */
  List<Run> runs(Optional<CurationName> curation, int limit);

  /** All runs of a curation for a window, newest first. */
  List<Run> runs(CurationName curation, Window window);

  /**
   * All runs of a curation, newest first. The stream is lazy: little more is read than is taken.
   */
  Stream<Run> newest(CurationName curation);

  /** The newest run of a curation in a state. */
  Optional<Run> latest(CurationName curation, Run.State state);

  /** All runs that have not ended, newest first. */
  List<Run> underWay();

  /** Pauses or resumes a curation; the schedule of a paused one does not start it. */
  void pause(CurationName curation, boolean paused);

  boolean paused(CurationName curation);

  /** When a curation was first seen; now, if it never was. Its windows are owed since then. */
  Instant firstSeen(CurationName curation, Instant now);
}
