/** Values as events carry them and as they are kept: UUIDs and timestamps. */
@NullMarked
package io.pharos.core.value;

import org.jspecify.annotations.NullMarked;
