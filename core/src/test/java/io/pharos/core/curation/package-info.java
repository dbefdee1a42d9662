/** What every run history promises. */
@NullMarked
package io.pharos.core.curation;

import org.jspecify.annotations.NullMarked;
