package io.pharos.core.curation.run;

import io.pharos.core.curation.Run;
import java.util.Optional;

/**
 * The state of a run between two calls.
 *
 * @param step the next step
 * @param from the position to continue at in the rows of its statement; empty for the beginning
 */
public record RunState(Run run, String step, Optional<String> from) {}
