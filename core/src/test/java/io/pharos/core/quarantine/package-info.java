/** What every quarantine promises, and tests of replay. */
@NullMarked
package io.pharos.core.quarantine;

import org.jspecify.annotations.NullMarked;
