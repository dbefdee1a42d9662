/** Tests of the state in SQLite. */
@NullMarked
package io.pharos.embedded.state;

import org.jspecify.annotations.NullMarked;
