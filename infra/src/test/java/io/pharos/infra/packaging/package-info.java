@NullMarked
package io.pharos.infra.packaging;

import org.jspecify.annotations.NullMarked;
