@NullMarked
package io.pharos.local.cli;

import org.jspecify.annotations.NullMarked;
