@NullMarked
package io.pharos.infra;

import org.jspecify.annotations.NullMarked;
