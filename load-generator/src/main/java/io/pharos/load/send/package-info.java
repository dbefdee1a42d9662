/** Events on their way to a beacon, and what it answered. */
@NullMarked
package io.pharos.load.send;

import org.jspecify.annotations.NullMarked;
