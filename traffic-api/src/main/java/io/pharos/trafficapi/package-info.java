/** The HTTP function of the look-ups of served rows. */
@NullMarked
package io.pharos.trafficapi;

import org.jspecify.annotations.NullMarked;
