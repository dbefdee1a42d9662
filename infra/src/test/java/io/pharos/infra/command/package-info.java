@NullMarked
package io.pharos.infra.command;

import org.jspecify.annotations.NullMarked;
