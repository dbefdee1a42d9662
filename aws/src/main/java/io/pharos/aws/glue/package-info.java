/** The catalog on Glue. */
@NullMarked
package io.pharos.aws.glue;

import org.jspecify.annotations.NullMarked;
