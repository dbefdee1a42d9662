@NullMarked
package io.pharos.core.capture;

import org.jspecify.annotations.NullMarked;
