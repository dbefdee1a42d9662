/** Taking events in: reading, vetting and completing them, and handing them to the stream. */
@NullMarked
package io.pharos.core.capture;

import org.jspecify.annotations.NullMarked;
