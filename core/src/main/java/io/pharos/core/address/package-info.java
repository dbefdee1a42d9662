/** The address of a warehouse. */
@NullMarked
package io.pharos.core.address;

import org.jspecify.annotations.NullMarked;
