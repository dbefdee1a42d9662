@NullMarked
package io.pharos.realtimemetrics;

import org.jspecify.annotations.NullMarked;
