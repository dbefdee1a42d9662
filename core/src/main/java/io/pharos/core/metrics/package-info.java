/** Counts per minute of event time. */
@NullMarked
package io.pharos.core.metrics;

import org.jspecify.annotations.NullMarked;
