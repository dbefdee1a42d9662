/** Filing closed segments into the lake, and keeping the lake's files few. */
@NullMarked
package io.pharos.embedded.lake;

import org.jspecify.annotations.NullMarked;
