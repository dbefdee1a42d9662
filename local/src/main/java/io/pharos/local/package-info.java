/** The warehouse on one machine: its parts put together. */
@NullMarked
package io.pharos.local;

import org.jspecify.annotations.NullMarked;
