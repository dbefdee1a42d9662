/** The state of one machine in SQLite: catalog, served rows, runs. */
@NullMarked
package io.pharos.embedded.state;

import org.jspecify.annotations.NullMarked;
