/** What curations serve, looked up: the HTTP function of the look-ups. */
@NullMarked
package io.pharos.trafficapi;

import org.jspecify.annotations.NullMarked;
