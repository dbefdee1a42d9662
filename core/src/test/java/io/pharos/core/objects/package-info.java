/** What every object store promises. */
@NullMarked
package io.pharos.core.objects;

import org.jspecify.annotations.NullMarked;
