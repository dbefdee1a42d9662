@NullMarked
package io.pharos.infra.pipeline;

import org.jspecify.annotations.NullMarked;
