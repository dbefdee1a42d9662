/** The names that the parts of a deployed warehouse share. */
@NullMarked
package io.pharos.core.deployment;

import org.jspecify.annotations.NullMarked;
