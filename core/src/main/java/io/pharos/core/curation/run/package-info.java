/** What a run does, step after step, and who drives it. */
@NullMarked
package io.pharos.core.curation.run;

import org.jspecify.annotations.NullMarked;
