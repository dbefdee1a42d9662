/** Curations: their windows, their runs and the history of both. */
@NullMarked
package io.pharos.core.curation;

import org.jspecify.annotations.NullMarked;
