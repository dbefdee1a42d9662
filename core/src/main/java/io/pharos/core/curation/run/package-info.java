/** The steps of a run, and its drivers. */
@NullMarked
package io.pharos.core.curation.run;

import org.jspecify.annotations.NullMarked;
