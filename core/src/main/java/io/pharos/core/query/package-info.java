/** Running SQL over the lake. */
@NullMarked
package io.pharos.core.query;

import org.jspecify.annotations.NullMarked;
