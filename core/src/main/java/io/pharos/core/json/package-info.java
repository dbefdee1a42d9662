/** JSON whose numbers are exact. */
@NullMarked
package io.pharos.core.json;

import org.jspecify.annotations.NullMarked;
