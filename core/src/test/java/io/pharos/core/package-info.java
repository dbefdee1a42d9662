@NullMarked
package io.pharos.core;

import org.jspecify.annotations.NullMarked;
