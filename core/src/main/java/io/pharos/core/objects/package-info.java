/** Files by key: the lake and the archive. */
@NullMarked
package io.pharos.core.objects;

import org.jspecify.annotations.NullMarked;
