package io.pharos.core.curation;

import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.serving.ServedRow;
import java.time.Instant;
import java.util.List;

/** Where a run is; {@link CurationRunner#advance} brings it on. */
public sealed interface CurationStep {
  Run run();

  /** It has ended, well or not. */
  record Ended(Run run) implements CurationStep {}

  /** A query of it runs: look again after a pause. */
  sealed interface Working extends CurationStep {
    CurationDefinition curation();

    String query();

    Instant deadline();
  }

  /** The columns of its query are asked for, to be compared with those of its table. */
  record Describing(CurationDefinition curation, Run run, String query, Instant deadline)
      implements Working {}

  /** Its rows are written to its folder. */
  record Materializing(CurationDefinition curation, Run run, String query, Instant deadline)
      implements Working {}

  /** Its rows are read to be served. */
  record Serving(CurationDefinition curation, Run run, String query, Instant deadline)
      implements Working {}

  /**
   * The rows that earlier publications of the window served are read.
   *
   * @param served what this run serves, without its JSON
   * @param left the locations of the publications still to look at
   */
  record Retracting(
      CurationDefinition curation,
      Run run,
      String query,
      Instant deadline,
      List<ServedRow> served,
      List<String> left)
      implements Working {
    public Retracting {
      served = List.copyOf(served);
      left = List.copyOf(left);
    }
  }
}
