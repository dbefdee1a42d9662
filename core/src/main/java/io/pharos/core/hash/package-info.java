/** Hashes that names and ids are made of. */
@NullMarked
package io.pharos.core.hash;

import org.jspecify.annotations.NullMarked;
