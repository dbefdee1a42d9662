/** The stream on one machine: a file of lines per table, appended to by group commit. */
@NullMarked
package io.pharos.embedded.stream;

import org.jspecify.annotations.NullMarked;
