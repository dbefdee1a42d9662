/** The pipeline that deploys a warehouse: the command that makes it. */
@NullMarked
package io.pharos.infra.pipeline;

import org.jspecify.annotations.NullMarked;
