/** What the parts of a deployed warehouse are called, wherever one of them names another. */
@NullMarked
package io.pharos.core.deployment;

import org.jspecify.annotations.NullMarked;
