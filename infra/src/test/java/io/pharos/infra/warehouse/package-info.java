@NullMarked
package io.pharos.infra.warehouse;

import org.jspecify.annotations.NullMarked;
