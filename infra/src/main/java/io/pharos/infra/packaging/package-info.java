/** The functions' zips, and what is in them. */
@NullMarked
package io.pharos.infra.packaging;

import org.jspecify.annotations.NullMarked;
