/** The durable, ordered log that accepted events enter first. */
@NullMarked
package io.pharos.core.stream;

import org.jspecify.annotations.NullMarked;
