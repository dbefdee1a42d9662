/** What every metric sink promises. */
@NullMarked
package io.pharos.core.metrics;

import org.jspecify.annotations.NullMarked;
