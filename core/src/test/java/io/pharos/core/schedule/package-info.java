@NullMarked
package io.pharos.core.schedule;

import org.jspecify.annotations.NullMarked;
