/**
 * Files with keys: what each key takes is declared once, and its reader, its messages and its JSON
 * Schema are made of that.
 */
@NullMarked
package io.pharos.core.shape;

import org.jspecify.annotations.NullMarked;
