@NullMarked
package io.pharos.embedded;

import org.jspecify.annotations.NullMarked;
