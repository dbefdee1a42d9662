/** Parts in memory, for tests of use cases. */
@NullMarked
package io.pharos.core.testing;

import org.jspecify.annotations.NullMarked;
