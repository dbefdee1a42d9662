package io.pharos.core.curation.run;

import io.pharos.core.curation.Run;
import java.util.Optional;

/**
 * Where a run is between two calls.
 *
 * @param step the step that comes next
 * @param from where in the rows of its statement to go on; empty for their beginning
 */
public record RunState(Run run, String step, Optional<String> from) {}
