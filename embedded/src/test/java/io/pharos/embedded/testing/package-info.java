/** Parts for tests of this module. */
@NullMarked
package io.pharos.embedded.testing;

import org.jspecify.annotations.NullMarked;
