@NullMarked
package io.pharos.core.definition;

import org.jspecify.annotations.NullMarked;
