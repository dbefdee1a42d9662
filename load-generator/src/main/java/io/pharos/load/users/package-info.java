/** Who looks at which ad when, and clicks it: no clock, no network. */
@NullMarked
package io.pharos.load.users;

import org.jspecify.annotations.NullMarked;
