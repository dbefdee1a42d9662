@NullMarked
package io.pharos.load.send;

import org.jspecify.annotations.NullMarked;
