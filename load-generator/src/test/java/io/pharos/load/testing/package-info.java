/** Servers and processes that tests run against. */
@NullMarked
package io.pharos.load.testing;

import org.jspecify.annotations.NullMarked;
