@NullMarked
package io.pharos.infra.stack;

import org.jspecify.annotations.NullMarked;
