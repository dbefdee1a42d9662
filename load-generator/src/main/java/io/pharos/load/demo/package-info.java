/** A warehouse started, filled, asked and checked before the reader's eyes. */
@NullMarked
package io.pharos.load.demo;

import org.jspecify.annotations.NullMarked;
