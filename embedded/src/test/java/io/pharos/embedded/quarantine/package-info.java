/** Tests of refused events in files. */
@NullMarked
package io.pharos.embedded.quarantine;

import org.jspecify.annotations.NullMarked;
