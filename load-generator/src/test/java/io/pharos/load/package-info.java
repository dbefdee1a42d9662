@NullMarked
package io.pharos.load;

import org.jspecify.annotations.NullMarked;
