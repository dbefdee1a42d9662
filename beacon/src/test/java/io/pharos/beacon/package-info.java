@NullMarked
package io.pharos.beacon;

import org.jspecify.annotations.NullMarked;
