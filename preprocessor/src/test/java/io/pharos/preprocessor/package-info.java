@NullMarked
package io.pharos.preprocessor;

import org.jspecify.annotations.NullMarked;
