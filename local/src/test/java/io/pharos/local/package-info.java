@NullMarked
package io.pharos.local;

import org.jspecify.annotations.NullMarked;
