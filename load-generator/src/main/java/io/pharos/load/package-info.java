/** The commands load and demo. */
@NullMarked
package io.pharos.load;

import org.jspecify.annotations.NullMarked;
