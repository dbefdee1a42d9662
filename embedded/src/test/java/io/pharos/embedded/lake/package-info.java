/** Tests of filing, with the real stream, engine and state. */
@NullMarked
package io.pharos.embedded.lake;

import org.jspecify.annotations.NullMarked;
