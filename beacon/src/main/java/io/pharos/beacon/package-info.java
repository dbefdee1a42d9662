/** The HTTP function of the beacons, which accepts events. */
@NullMarked
package io.pharos.beacon;

import org.jspecify.annotations.NullMarked;
