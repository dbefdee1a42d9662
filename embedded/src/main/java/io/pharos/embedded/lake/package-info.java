/** The filing of closed segments into the lake, and the compaction of its files. */
@NullMarked
package io.pharos.embedded.lake;

import org.jspecify.annotations.NullMarked;
