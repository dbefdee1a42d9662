/** The spans of event time that curations compute. */
@NullMarked
package io.pharos.core.window;

import org.jspecify.annotations.NullMarked;
