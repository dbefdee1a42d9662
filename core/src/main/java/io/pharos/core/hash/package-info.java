/** Hashes in names and ids. */
@NullMarked
package io.pharos.core.hash;

import org.jspecify.annotations.NullMarked;
