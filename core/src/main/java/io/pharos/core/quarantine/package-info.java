/** Refused events, kept with the reason until they are replayed. */
@NullMarked
package io.pharos.core.quarantine;

import org.jspecify.annotations.NullMarked;
