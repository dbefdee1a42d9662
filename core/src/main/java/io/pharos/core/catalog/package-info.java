/** Which partitions of which tables SQL can see, and keeping them registered. */
@NullMarked
package io.pharos.core.catalog;

import org.jspecify.annotations.NullMarked;
