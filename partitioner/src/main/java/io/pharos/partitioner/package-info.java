/** Hours registered: the function on a schedule that makes the lake visible. */
@NullMarked
package io.pharos.partitioner;

import org.jspecify.annotations.NullMarked;
