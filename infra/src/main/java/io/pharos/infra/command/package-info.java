/** The common parts of commands: folders, and programs on the path. */
@NullMarked
package io.pharos.infra.command;

import org.jspecify.annotations.NullMarked;
