/** What every query engine promises. */
@NullMarked
package io.pharos.core.query;

import org.jspecify.annotations.NullMarked;
