/** Values of every type, sent in and read back by every way out. */
@NullMarked
package io.pharos.local.values;

import org.jspecify.annotations.NullMarked;
