/** Where events that were refused are kept, with the reason, until replayed. */
@NullMarked
package io.pharos.core.quarantine;

import org.jspecify.annotations.NullMarked;
