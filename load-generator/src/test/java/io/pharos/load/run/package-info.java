@NullMarked
package io.pharos.load.run;

import org.jspecify.annotations.NullMarked;
