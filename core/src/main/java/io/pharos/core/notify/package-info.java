/** Notices about runs that succeeded or failed. */
@NullMarked
package io.pharos.core.notify;

import org.jspecify.annotations.NullMarked;
