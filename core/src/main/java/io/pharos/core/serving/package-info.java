/** Rows looked up by key over HTTP, and the look-up itself. */
@NullMarked
package io.pharos.core.serving;

import org.jspecify.annotations.NullMarked;
