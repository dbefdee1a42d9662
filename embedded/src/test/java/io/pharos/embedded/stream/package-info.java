/** Tests of the segment stream on real files. */
@NullMarked
package io.pharos.embedded.stream;

import org.jspecify.annotations.NullMarked;
