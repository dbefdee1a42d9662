/** Tables and curations as their files declare them. */
@NullMarked
package io.pharos.core.definition;

import org.jspecify.annotations.NullMarked;
