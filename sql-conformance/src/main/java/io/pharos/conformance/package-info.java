/** Pharos' SQL beside Trino's own answers. */
@NullMarked
package io.pharos.conformance;

import org.jspecify.annotations.NullMarked;
