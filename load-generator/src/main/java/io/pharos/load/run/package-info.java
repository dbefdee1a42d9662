/** A run of simulated users against a warehouse, shown while it goes and summed up. */
@NullMarked
package io.pharos.load.run;

import org.jspecify.annotations.NullMarked;
