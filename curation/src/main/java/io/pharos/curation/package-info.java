/** Curations run: the function that a workflow calls step by step. */
@NullMarked
package io.pharos.curation;

import org.jspecify.annotations.NullMarked;
