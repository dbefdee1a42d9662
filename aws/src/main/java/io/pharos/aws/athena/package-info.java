/** Queries on Athena. */
@NullMarked
package io.pharos.aws.athena;

import org.jspecify.annotations.NullMarked;
