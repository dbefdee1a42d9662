package io.pharos.core.curation;

import io.pharos.core.definition.CurationName;
import io.pharos.core.window.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Port: the runs of every curation, which are known by their ids: these sort by start. Safe for
 * many threads.
 */
public interface RunHistory {
  /** Records a run, over what was recorded of it before. */
  void record(Run run);

  /** The newest runs first. */
  List<Run> runs(Optional<CurationName> curation, int limit);

  /** All runs of a curation for a window, newest first. */
  List<Run> runs(CurationName curation, Window window);

  /** All runs of a curation, newest first. Little more is read than is taken of the stream. */
  Stream<Run> newest(CurationName curation);

  /** The newest run of a curation in a state. */
  Optional<Run> latest(CurationName curation, Run.State state);

  /** All runs that have not ended, newest first. */
  List<Run> underWay();

  /** Pauses a curation or lets it go on: a paused one is not started by its schedule. */
  void pause(CurationName curation, boolean paused);

  boolean paused(CurationName curation);

  /**
   * When a curation was first seen, which is now where it never was; its windows are owed since.
   */
  Instant firstSeen(CurationName curation, Instant now);
}
