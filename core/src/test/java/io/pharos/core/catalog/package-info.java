/** What every catalog promises. */
@NullMarked
package io.pharos.core.catalog;

import org.jspecify.annotations.NullMarked;
