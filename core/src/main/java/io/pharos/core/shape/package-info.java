/**
 * Files with keys. Each key is declared once; its reader, its messages and its JSON Schema follow
 * from that.
 */
@NullMarked
package io.pharos.core.shape;

import org.jspecify.annotations.NullMarked;
