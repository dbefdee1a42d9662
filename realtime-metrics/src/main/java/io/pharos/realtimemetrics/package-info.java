/** The function behind each stream, which counts events by minute. */
@NullMarked
package io.pharos.realtimemetrics;

import org.jspecify.annotations.NullMarked;
