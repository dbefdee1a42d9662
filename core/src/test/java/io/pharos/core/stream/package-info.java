/** What every event stream promises, and tests of what is around it. */
@NullMarked
package io.pharos.core.stream;

import org.jspecify.annotations.NullMarked;
