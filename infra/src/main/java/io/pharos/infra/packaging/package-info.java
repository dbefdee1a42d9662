/** The functions' zips, and their contents. */
@NullMarked
package io.pharos.infra.packaging;

import org.jspecify.annotations.NullMarked;
