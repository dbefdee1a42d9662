/** Events in: the HTTP function of the beacons. */
@NullMarked
package io.pharos.beacon;

import org.jspecify.annotations.NullMarked;
