@NullMarked
package io.pharos.core.deployment;

import org.jspecify.annotations.NullMarked;
