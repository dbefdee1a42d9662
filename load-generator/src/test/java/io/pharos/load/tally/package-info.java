@NullMarked
package io.pharos.load.tally;

import org.jspecify.annotations.NullMarked;
