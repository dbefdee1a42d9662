/** Where a warehouse answers. */
@NullMarked
package io.pharos.core.address;

import org.jspecify.annotations.NullMarked;
