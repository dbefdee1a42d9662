/** The data folder, which one process holds at a time, and its files as objects. */
@NullMarked
package io.pharos.embedded.files;

import org.jspecify.annotations.NullMarked;
