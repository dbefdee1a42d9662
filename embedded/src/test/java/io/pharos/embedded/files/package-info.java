/** Tests with real files and a real second process. */
@NullMarked
package io.pharos.embedded.files;

import org.jspecify.annotations.NullMarked;
