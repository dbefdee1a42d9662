/** The function of curations, which a workflow calls step by step. */
@NullMarked
package io.pharos.curation;

import org.jspecify.annotations.NullMarked;
