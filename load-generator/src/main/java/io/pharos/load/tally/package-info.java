/** What a warehouse must say of the events that it accepted. */
@NullMarked
package io.pharos.load.tally;

import org.jspecify.annotations.NullMarked;
