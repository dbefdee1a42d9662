/** Events counted by minute: the function behind each stream. */
@NullMarked
package io.pharos.realtimemetrics;

import org.jspecify.annotations.NullMarked;
