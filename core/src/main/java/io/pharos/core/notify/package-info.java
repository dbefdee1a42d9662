/** Telling people that something ended well or badly. */
@NullMarked
package io.pharos.core.notify;

import org.jspecify.annotations.NullMarked;
