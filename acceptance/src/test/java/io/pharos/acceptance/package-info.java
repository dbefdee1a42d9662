/** What was built, run as it is shipped. */
@NullMarked
package io.pharos.acceptance;

import org.jspecify.annotations.NullMarked;
