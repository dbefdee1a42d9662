/** The command that creates the pipeline of a warehouse. */
@NullMarked
package io.pharos.infra.pipeline;

import org.jspecify.annotations.NullMarked;
