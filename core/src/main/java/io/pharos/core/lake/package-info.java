/** Where the files of a warehouse lie. */
@NullMarked
package io.pharos.core.lake;

import org.jspecify.annotations.NullMarked;
