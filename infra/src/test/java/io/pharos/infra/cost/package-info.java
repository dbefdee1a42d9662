@NullMarked
package io.pharos.infra.cost;

import org.jspecify.annotations.NullMarked;
