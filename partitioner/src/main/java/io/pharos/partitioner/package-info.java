/** The scheduled function that registers hours, so that SQL sees them. */
@NullMarked
package io.pharos.partitioner;

import org.jspecify.annotations.NullMarked;
