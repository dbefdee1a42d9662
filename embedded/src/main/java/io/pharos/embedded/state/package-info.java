/** What one machine must remember beside the files: catalog, served rows, runs; in SQLite. */
@NullMarked
package io.pharos.embedded.state;

import org.jspecify.annotations.NullMarked;
