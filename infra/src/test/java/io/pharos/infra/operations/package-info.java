@NullMarked
package io.pharos.infra.operations;

import org.jspecify.annotations.NullMarked;
