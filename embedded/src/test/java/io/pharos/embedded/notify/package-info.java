/** Tests with a real HTTP server. */
@NullMarked
package io.pharos.embedded.notify;

import org.jspecify.annotations.NullMarked;
