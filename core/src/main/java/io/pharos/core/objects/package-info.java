/** Files by key: the lake, the archive and what curations put out. */
@NullMarked
package io.pharos.core.objects;

import org.jspecify.annotations.NullMarked;
