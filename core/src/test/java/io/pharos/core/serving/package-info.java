/** What every serving table promises. */
@NullMarked
package io.pharos.core.serving;

import org.jspecify.annotations.NullMarked;
